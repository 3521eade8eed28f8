namespace TrustFramework.MockServer.Documents;

/// <summary>The choices at the endpoints of policies where the service's behaviour is unknown: runtime 11.</summary>
internal static class SignInDecisions
{
    public static readonly IReadOnlyList<(string Question, string Choice)> All =
    [
        ("An unknown policy or tenant", "404 with a page; the log names similar policies"),
        ("A policy of a base or extension file, without a relying party", "a page with `AADB2C90031`"),
        ("A policy without a usable signing key", "`AADB2C90019`: a page for the keys, an error of the application or the token request elsewhere"),
        ("`iss`", "the host of the request, with the tenant's GUID; the service's own host appears in interception only"),
        ("Which applications can sign in", "any, until an application of the tenant has a redirect URI; then only registered ones, with exact redirect URIs"),
        ("A request without `redirect_uri`", "the registered one if there is only one, otherwise `AADB2C90006`"),
        ("`response_mode=query` with a token in the response", "`AADB2C90014`"),
        ("`code_verifier` for a code without `code_challenge`", "`AADB2C90182`"),
        ("`aud` of an access token for an API that is not registered", "its GUID if the scope contains one, otherwise the part of the scope before the last slash"),
        ("`scp` of a token of `client_credentials`", "the roles of the API that applications can have; consent is not emulated"),
        ("An output claim with the name of a claim of the protocol, such as `iss`", "left out"),
        ("A claim resolver whose parameter was not sent", "no claim"),
        ("`sub` without a value", "`AADB2C90037`, no token"),
        ("Reuse of a refresh token that was exchanged", "allowed until it expires"),
        ("A refresh token without `offline_access` in the refresh request", "issued"),
        ("When a session starts", "when the application gets its response"),
        ("`select_account` with a session", "the page is shown"),
        ("A session of a user who was deleted, disabled or revoked", "not used"),
        ("The language of `{Culture:…}` without `ui_locales`", "English"),
        ("Logout addresses of applications", "called in frames of a page that opens the redirect URI after two seconds"),
    ];

    /// <summary>What replaces the execution of journeys until the engine executes them.</summary>
    public static readonly IReadOnlyList<(string Topic, string Behavior)> Provisional =
    [
        ("Journeys of sign-in, sign-up, profile editing and password reset", "a person picks a user and edits the claims of the token, or `MockServer:SignIn` is `automatic`"),
        ("The claims of a user", "the attributes of the directory under the claim types that policies commonly use for them, not read by the policy's technical profiles"),
        ("Single sign-on", "a session contains all claims of the sign-in, not those that session profiles persist; `KeepAliveInDays` has no effect"),
        ("The password grant", "checks the stored password if a step of the journey exchanges one; the journey is not executed"),
        ("Refresh tokens", "return the claims of the sign-in; the `Token` endpoint's journey is not executed. Deleted, disabled and revoked users are refused"),
        ("`client_credentials`", "the journey in `ClientCredentialsUserJourneyId` is not executed"),
        ("UserInfo", "returns the claims of the bearer token; the journey is not executed"),
        ("`domain_hint`, `acr_values`, `id_token_hint`, `pageFlavor`", "available to claim resolvers, otherwise without effect"),
    ];
}
