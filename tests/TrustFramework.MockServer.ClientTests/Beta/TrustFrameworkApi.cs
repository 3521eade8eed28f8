using Microsoft.Graph;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace TrustFramework.MockServer.ClientTests.Beta;

/// <summary>
/// Sends the requests of the typed beta SDK (its templates, headers and bodies, conventions 9.3) through the adapter of Microsoft.Graph.
/// The package with the typed builders is not available here.
/// </summary>
/// <param name="root">
/// The URL of beta: the client's base URL, unless that is v1.0, as by default in Microsoft.Graph.
/// </param>
internal sealed class TrustFrameworkApi(GraphServiceClient graph, string root = "{+baseurl}")
{
    private const string Json = "application/json";
    private const string Policy = "{+baseurl}/trustFramework/policies/{trustFrameworkPolicy%2Did}";
    private const string KeySet = "{+baseurl}/trustFramework/keySets/{trustFrameworkKeySet%2Did}";
    private const string Key = KeySet + "/keys_v2/{trustFrameworkKey_v2%2Dkid}";

    private static readonly Dictionary<string, ParsableFactory<IParsable>> Errors =
        new(StringComparer.Ordinal) { ["XXX"] = ODataError.CreateFromDiscriminatorValue };

    public Task<CollectionResponse<TrustFrameworkPolicy>?> ListPoliciesAsync() =>
        SendAsync(
            Request(Method.GET, "{+baseurl}/trustFramework/policies"),
            _ => new CollectionResponse<TrustFrameworkPolicy>(TrustFrameworkPolicy.Create));

    /// <param name="options">Query options by their name in the template: <c>%24top</c>.</param>
    public Task<PolicyPage?> QueryPoliciesAsync(Dictionary<string, object> options)
    {
        var request = Request(Method.GET, "{+baseurl}/trustFramework/policies{?%24count,%24expand,%24filter,%24orderby,%24search,%24select,%24skip,%24top}");
        foreach (var (name, value) in options)
            request.QueryParameters[name] = value;
        return SendAsync(request, _ => new PolicyPage());
    }

    /// <summary>Reads this page and all following ones with the client's iterator.</summary>
    public async Task<IReadOnlyList<TrustFrameworkPolicy>> IterateAsync(PolicyPage first)
    {
        List<TrustFrameworkPolicy> policies = [];
        await PageIterator<TrustFrameworkPolicy, PolicyPage>.CreatePageIterator(graph, first, policy =>
        {
            policies.Add(policy);
            return true;
        }).IterateAsync();
        return policies;
    }

    public Task<int?> CountPoliciesAsync() => CountAsync("{+baseurl}/trustFramework/policies/$count");

    public Task<TrustFrameworkPolicy?> GetPolicyAsync(string id) => SendAsync(Request(Method.GET, Policy, id), TrustFrameworkPolicy.Create);

    public Task<TrustFrameworkPolicy?> PostPolicyAsync(TrustFrameworkPolicy policy) =>
        SendAsync(WithBody(Request(Method.POST, "{+baseurl}/trustFramework/policies"), policy), TrustFrameworkPolicy.Create);

    /// <summary>Sends the documented XML body. The typed SDK sends JSON, which always fails.</summary>
    public Task<Stream?> PostPolicyAsync(Stream xml)
    {
        var request = Request(Method.POST, "{+baseurl}/trustFramework/policies");
        request.SetStreamContent(xml, "application/xml");
        return StreamAsync(request);
    }

    public Task<TrustFrameworkPolicy?> PatchPolicyAsync(string id, TrustFrameworkPolicy policy) =>
        SendAsync(WithBody(Request(Method.PATCH, Policy, id), policy), TrustFrameworkPolicy.Create);

    public Task DeletePolicyAsync(string id) => SendAsync(Request(Method.DELETE, Policy, id));

    public Task<Stream?> GetPolicyContentAsync(string id) =>
        StreamAsync(Request(Method.GET, Policy + "/$value", id, accept: "application/octet-stream, application/json"));

    /// <summary>Sends <c>application/octet-stream</c>. A stream that cannot seek is sent in chunks.</summary>
    public Task<Stream?> PutPolicyContentAsync(string id, Stream content)
    {
        var request = Request(Method.PUT, Policy + "/$value", id);
        request.SetStreamContent(content, "application/octet-stream");
        return StreamAsync(request);
    }

    public Task DeletePolicyContentAsync(string id) => SendAsync(Request(Method.DELETE, Policy + "/$value", id));

    public Task<CollectionResponse<TrustFrameworkKeySet>?> ListKeySetsAsync(params string[] expand) =>
        SendAsync(
            Expanding(Request(Method.GET, "{+baseurl}/trustFramework/keySets{?%24expand}"), expand),
            _ => new CollectionResponse<TrustFrameworkKeySet>(TrustFrameworkKeySet.Create));

    public Task<int?> CountKeySetsAsync() => CountAsync("{+baseurl}/trustFramework/keySets/$count");

    public Task<TrustFrameworkKeySet?> GetKeySetAsync(string id, params string[] expand) =>
        SendAsync(Expanding(Request(Method.GET, KeySet + "{?%24expand}", id), expand), TrustFrameworkKeySet.Create);

    /// <param name="configure">Changes the request before it is sent, as the typed builders allow.</param>
    public Task<TrustFrameworkKeySet?> PostKeySetAsync(TrustFrameworkKeySet set, Action<RequestInformation>? configure = null)
    {
        var request = WithBody(Request(Method.POST, "{+baseurl}/trustFramework/keySets"), set);
        configure?.Invoke(request);
        return SendAsync(request, TrustFrameworkKeySet.Create);
    }

    public Task<TrustFrameworkKeySet?> PatchKeySetAsync(string id, TrustFrameworkKeySet set) =>
        SendAsync(WithBody(Request(Method.PATCH, KeySet, id), set), TrustFrameworkKeySet.Create);

    /// <summary>This operation is documented, but the typed SDK has only the patch.</summary>
    public Task<TrustFrameworkKeySet?> PutKeySetAsync(string id, TrustFrameworkKeySet set) =>
        SendAsync(WithBody(Request(Method.PUT, KeySet, id), set), TrustFrameworkKeySet.Create);

    public Task DeleteKeySetAsync(string id) => SendAsync(Request(Method.DELETE, KeySet, id));

    /// <param name="action"><c>generateKey</c>, <c>uploadSecret</c>, <c>uploadCertificate</c> or <c>uploadPkcs12</c>.</param>
    public Task<TrustFrameworkKey?> PostActionAsync(string id, string action, ActionBody body) =>
        SendAsync(WithBody(Request(Method.POST, $"{KeySet}/{action}", id), body), TrustFrameworkKey.Create);

    /// <param name="function">Current SDKs write it with parentheses.</param>
    public Task<TrustFrameworkKey?> GetActiveKeyAsync(string id, string function = "getActiveKey()") =>
        SendAsync(Request(Method.GET, $"{KeySet}/{function}", id), TrustFrameworkKey.Create);

    public Task<CollectionResponse<TrustFrameworkKey>?> ListKeysAsync(string id) =>
        SendAsync(Request(Method.GET, KeySet + "/keys_v2", id), _ => new CollectionResponse<TrustFrameworkKey>(TrustFrameworkKey.Create));

    public Task<int?> CountKeysAsync(string id) => CountAsync(KeySet + "/keys_v2/$count", id);

    public Task<TrustFrameworkKey?> GetKeyAsync(string id, string kid) =>
        SendAsync(Request(Method.GET, Key, id, kid), TrustFrameworkKey.Create);

    public Task<TrustFrameworkKey?> PatchKeyAsync(string id, string kid, TrustFrameworkKey key) =>
        SendAsync(WithBody(Request(Method.PATCH, Key, id, kid), key), TrustFrameworkKey.Create);

    public Task DeleteKeyAsync(string id, string kid) => SendAsync(Request(Method.DELETE, Key, id, kid));

    /// <summary>Sends any request. A successful response is read as a policy.</summary>
    public Task<TrustFrameworkPolicy?> SendAsync(Method method, string template) => SendAsync(Request(method, template), TrustFrameworkPolicy.Create);

    private RequestInformation Request(Method method, string template, string? id = null, string? kid = null, string accept = Json)
    {
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal);
        if (id is not null)
            parameters[template.StartsWith(Policy, StringComparison.Ordinal) ? "trustFrameworkPolicy%2Did" : "trustFrameworkKeySet%2Did"] = id;
        if (kid is not null)
            parameters["trustFrameworkKey_v2%2Dkid"] = kid;
        var request = new RequestInformation(method, template.Replace("{+baseurl}", root, StringComparison.Ordinal), parameters);
        request.Headers.TryAdd("Accept", accept);
        return request;
    }

    private static RequestInformation Expanding(RequestInformation request, string[] properties)
    {
        if (properties.Length > 0)
            request.QueryParameters["%24expand"] = properties;
        return request;
    }

    private RequestInformation WithBody<T>(RequestInformation request, T body)
        where T : IParsable
    {
        request.SetContentFromParsable(graph.RequestAdapter, Json, body);
        return request;
    }

    private Task<T?> SendAsync<T>(RequestInformation request, ParsableFactory<T> create)
        where T : IParsable => graph.RequestAdapter.SendAsync(request, create, Errors);

    private Task SendAsync(RequestInformation request) => graph.RequestAdapter.SendNoContentAsync(request, Errors);

    private Task<Stream?> StreamAsync(RequestInformation request) => graph.RequestAdapter.SendPrimitiveAsync<Stream>(request, Errors);

    private Task<int?> CountAsync(string template, string? id = null) =>
        graph.RequestAdapter.SendPrimitiveAsync<int?>(Request(Method.GET, template, id, accept: "text/plain;q=0.9"), Errors);
}
