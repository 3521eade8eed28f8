using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>Where an answer goes, once it is sure that it may go there. Refusals go there too.</summary>
/// <param name="ResponseMode"><c>query</c>, <c>fragment</c> or <c>form_post</c>.</param>
internal sealed record RedirectTarget(Client Client, Uri RedirectUri, string ResponseMode, string? State)
{
    private static readonly string[] ResponseModes = ["query", "fragment", "form_post"];

    /// <summary>A refusal of this one can only be shown to the person.</summary>
    public static LoginOutcome<RedirectTarget> Read(Func<string, string> parameter, ClientDirectory clients, LoginTenant loginTenant)
    {
        var (id, redirect, mode) = (parameter("client_id"), parameter("redirect_uri"), parameter("response_mode"));
        if (id.Length == 0 || redirect.Length == 0)
            return LoginErrorCatalog.MissingParameter.With(id.Length == 0 ? "client_id" : "redirect_uri");
        if (clients.Find(id) is not { } client)
            return LoginErrorCatalog.ClientUnknown.With(id, loginTenant.Name);
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out var address) || address.Scheme is "javascript" or "data" or "file" or "vbscript"
            || address.Fragment.Length > 0 || !client.IsAllowedRedirectUri(address))
        {
            return LoginErrorCatalog.RedirectUnknown.With(redirect, id);
        }

        if (mode.Length > 0 && !ResponseModes.Contains(mode, StringComparer.Ordinal))
            return LoginErrorCatalog.ResponseMode.With(mode);
        return new RedirectTarget(client, address, mode.Length > 0 ? mode : "query", parameter("state") is { Length: > 0 } state ? state : null);
    }

    public IResult CreateResult(params IEnumerable<KeyValuePair<string, string>> answer)
    {
        List<KeyValuePair<string, string>> all = [.. answer];
        if (State is { } state)
            all.Add(new("state", state));
        if (ResponseMode == "form_post")
            return SignInPages.FormPost(RedirectUri, all);
        var text = string.Join('&', all.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        var mark = ResponseMode == "fragment" ? "#" : RedirectUri.Query.Length > 0 ? "&" : "?";
        return TypedResults.Redirect($"{RedirectUri.OriginalString}{mark}{text}");
    }
}

/// <summary>What a client sends a browser with: RFC 6749 4.1.1, RFC 7636 4.3.</summary>
/// <param name="Scope">In the version 1.0 endpoint's case the resource, written as a scope.</param>
/// <param name="CodeChallenge">PKCE's; null when the client does without.</param>
internal sealed record AuthorizeRequest(ScopeRequest Scope, string? CodeChallenge, bool IsPlainChallenge, string? Nonce, bool IsSilent, string? LoginHint)
{
    public static LoginOutcome<AuthorizeRequest> Read(Func<string, string> parameter, LoginVersion version, ScopeParser scopes, LoginTenant loginTenant, LoginServiceAddress address)
    {
        var (type, challenge, method) = (parameter("response_type"), parameter("code_challenge"), parameter("code_challenge_method"));
        if (type.Length == 0)
            return LoginErrorCatalog.MissingParameter.With("response_type");
        if (type != "code")
            return LoginErrorCatalog.ResponseType.With(type);
        if ((challenge.Length > 0 && challenge.Length is < 43 or > 128) || method is not ("" or "plain" or "S256"))
            return LoginErrorCatalog.ChallengeInvalid.With();
        var scope = version == LoginVersion.V1
            ? scopes.ParseResource(parameter("resource"), address.Host, loginTenant.Tenant.Id)
            : scopes.Parse(parameter("scope"), address.Host, loginTenant.Tenant.Id);
        if (scope.Value is not { } asked)
            return scope.Refusal!;
        return new AuthorizeRequest(
            asked, NullIfEmpty(challenge), method != "S256", NullIfEmpty(parameter("nonce")), parameter("prompt") == "none", NullIfEmpty(parameter("login_hint")));
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
