using TrustFramework.MockServer.SignIn.OpenApi;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>The parameters of an authorization request in the OpenAPI document: runtime 3 [D]. Claim resolvers read parameters of any other name as well.</summary>
internal static class PolicyAuthorizeParameters
{
    public static readonly IReadOnlyList<SignInParameter> All =
    [
        new("client_id", "The client id of the application.") { IsRequired = true },
        new("redirect_uri", "Where the response goes. It can be omitted if the application has one redirect URI."),
        new("response_type", "`code`, `id_token` and `token`, or several of them separated by spaces.") { IsRequired = true },
        new("scope", "`openid` for an id token, `offline_access` for a refresh token, and the client id or scopes of one API for an access token.") { IsRequired = true },
        new("response_mode", "The default is `query` for a code and `fragment` for tokens.") { Values = ["query", "fragment", "form_post"] },
        new("state", "Returned with the response."),
        new("nonce", "A claim of the id token."),
        new("code_challenge", "PKCE. Single-page applications must send it."),
        new("code_challenge_method", "The default is `plain`.") { Values = ["plain", "S256"] },
        new("prompt", "`none` requires a session; `login` and `select_account` do not use it.") { Values = ["none", "login", "consent", "select_account"] },
        new("max_age", "The largest age of the session in seconds."),
        new("login_hint", "The user, if `MockServer:SignIn` is `automatic`."),
        new("ui_locales", "The language in claim resolvers."),
        new("client_info", "`1` adds `client_info` to the response, which MSAL reads."),
    ];
}
