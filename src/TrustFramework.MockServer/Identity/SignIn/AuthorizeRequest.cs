using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Grants;
using TrustFramework.MockServer.Identity.Tokens;

namespace TrustFramework.MockServer.Identity.SignIn;

/// <summary>Where an answer goes, once it is sure that it may go there. Refusals go there too.</summary>
/// <param name="Mode"><c>query</c>, <c>fragment</c> or <c>form_post</c>.</param>
internal sealed record ReturnAddress(Client Client, Uri Redirect, string Mode, string? State)
{
    private static readonly string[] Modes = ["query", "fragment", "form_post"];

    /// <summary>A refusal of this one can only be shown to the person.</summary>
    public static LoginOutcome<ReturnAddress> Read(Func<string, string> parameter, ClientDirectory clients, LoginTenant home)
    {
        var (id, redirect, mode) = (parameter("client_id"), parameter("redirect_uri"), parameter("response_mode"));
        if (id.Length == 0 || redirect.Length == 0)
            return LoginErrors.MissingParameter.With(id.Length == 0 ? "client_id" : "redirect_uri");
        if (clients.Find(id) is not { } client)
            return LoginErrors.ClientUnknown.With(id, home.Name);
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out var address) || address.Scheme is "javascript" or "data" or "file" or "vbscript"
            || address.Fragment.Length > 0 || !client.MayReturnTo(address))
        {
            return LoginErrors.RedirectUnknown.With(redirect, id);
        }

        if (mode.Length > 0 && !Modes.Contains(mode, StringComparer.Ordinal))
            return LoginErrors.ResponseMode.With(mode);
        return new ReturnAddress(client, address, mode.Length > 0 ? mode : "query", parameter("state") is { Length: > 0 } state ? state : null);
    }

    public IResult Send(params IEnumerable<KeyValuePair<string, string>> answer)
    {
        List<KeyValuePair<string, string>> all = [.. answer];
        if (State is { } state)
            all.Add(new("state", state));
        if (Mode == "form_post")
            return SignInPages.FormPost(Redirect, all);
        var text = string.Join('&', all.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        var mark = Mode == "fragment" ? "#" : Redirect.Query.Length > 0 ? "&" : "?";
        return TypedResults.Redirect($"{Redirect.OriginalString}{mark}{text}");
    }
}

/// <summary>What a client sends a browser with: RFC 6749 4.1.1, RFC 7636 4.3.</summary>
/// <param name="Scope">In the version 1.0 endpoint's case the resource, written as a scope.</param>
/// <param name="Challenge">PKCE's; null when the client does without.</param>
internal sealed record AuthorizeRequest(ScopeRequest Scope, string? Challenge, bool IsPlain, string? Nonce, bool IsSilent, string? Hint)
{
    public static LoginOutcome<AuthorizeRequest> Read(Func<string, string> parameter, LoginVersion version, ScopeReader scopes, LoginTenant home, OwnAddress own)
    {
        var (type, challenge, method) = (parameter("response_type"), parameter("code_challenge"), parameter("code_challenge_method"));
        if (type.Length == 0)
            return LoginErrors.MissingParameter.With("response_type");
        if (type != "code")
            return LoginErrors.ResponseType.With(type);
        if ((challenge.Length > 0 && challenge.Length is < 43 or > 128) || method is not ("" or "plain" or "S256"))
            return LoginErrors.ChallengeInvalid.With();
        var scope = version == LoginVersion.V1
            ? scopes.ReadResource(parameter("resource"), own.Host, home.Tenant.Id)
            : scopes.Read(parameter("scope"), own.Host, home.Tenant.Id);
        if (scope.Value is not { } asked)
            return scope.Refusal!;
        return new AuthorizeRequest(
            asked, Given(challenge), method != "S256", Given(parameter("nonce")), parameter("prompt") == "none", Given(parameter("login_hint")));
    }

    private static string? Given(string text) => text.Length > 0 ? text : null;
}
