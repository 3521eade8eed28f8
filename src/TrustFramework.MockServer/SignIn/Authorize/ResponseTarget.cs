using System.Web;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.SignIn.Errors;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>Where the response of an authorization request goes.</summary>
/// <param name="Mode"><c>query</c>, <c>fragment</c> or <c>form_post</c>.</param>
internal sealed record ResponseTarget(Uri RedirectUri, string Mode, string? State)
{
    /// <summary>Sends the parameters to the application.</summary>
    public IResult CreateResult(SignInTenant tenant, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        List<KeyValuePair<string, string>> all = [.. parameters];
        if (State is not null)
            all.Add(new("state", State));
        if (Mode == "form_post")
            return SignInPages.FormPost(RedirectUri, all) with { FrameAncestors = tenant.RelyingParty.FrameAncestors };
        var separator = Mode == "fragment" ? "#" : RedirectUri.Query.Length > 0 ? "&" : "?";
        // Lower-case percent codes and + for spaces, as in the service. [O]
        return TypedResults.Redirect($"{RedirectUri.OriginalString}{separator}{string.Join('&', all.Select(pair => $"{pair.Key}={HttpUtility.UrlEncode(pair.Value)}"))}");
    }

    public IResult CreateErrorResult(SignInRequestContext context, SignInTenant tenant, PolicyError error)
    {
        context.Record(error);
        return CreateResult(tenant, [new("error", error.Definition.Error), new("error_description", context.FormatDescription(error))]);
    }
}
