using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>The validated redirect URI of a client. Responses and errors are sent to it.</summary>
/// <param name="ResponseMode"><c>query</c>, <c>fragment</c> or <c>form_post</c>.</param>
internal sealed record RedirectTarget(Client Client, Uri RedirectUri, string ResponseMode, string? State)
{
    private static readonly string[] ResponseModes = ["query", "fragment", "form_post"];

    /// <summary>The page shows an error of this method, because it cannot be sent to the client.</summary>
    public static Result<RedirectTarget, LoginError> Read(Func<string, string> parameter, ClientDirectory clients, LoginTenant tenant)
    {
        var (id, redirect, mode) = (parameter("client_id"), parameter("redirect_uri"), parameter("response_mode"));
        if (id.Length == 0 || redirect.Length == 0)
            return LoginErrorCatalog.MissingParameter.With(id.Length == 0 ? "client_id" : "redirect_uri") with { Hint = LoginErrorHints.QueryParameterMissing };
        if (clients.Find(id) is not { } client)
            return LoginErrorCatalog.ClientUnknown.With(id, tenant.Name);
        if (RedirectAddress.Parse(redirect) is not { Fragment.Length: 0 } address)
            return LoginErrorCatalog.RedirectUnknown.With(redirect, id) with { Hint = LoginErrorHints.RedirectMalformed };
        if (!client.IsAllowedRedirectUri(address))
            return LoginErrorCatalog.RedirectUnknown.With(redirect, id);
        if (mode.Length > 0 && !ResponseModes.Contains(mode, StringComparer.Ordinal))
            return LoginErrorCatalog.ResponseMode.With(mode);
        return new RedirectTarget(client, address, mode.Length > 0 ? mode : "query", parameter("state") is { Length: > 0 } state ? state : null);
    }

    public IResult CreateResult(params IEnumerable<KeyValuePair<string, string>> parameters)
    {
        List<KeyValuePair<string, string>> all = [.. parameters];
        if (State is { } state)
            all.Add(new("state", state));
        if (ResponseMode == "form_post")
            return SignInPages.FormPost(RedirectUri, all);
        var text = string.Join('&', all.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        var separator = ResponseMode == "fragment" ? "#" : RedirectUri.Query.Length > 0 ? "&" : "?";
        return TypedResults.Redirect($"{RedirectUri.OriginalString}{separator}{text}");
    }
}
