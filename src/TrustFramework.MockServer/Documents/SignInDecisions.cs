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

    /// <summary>The choices in journeys: runtime 11 and what its other chapters infer.</summary>
    public static readonly IReadOnlyList<(string Question, string Choice)> Journeys =
    [
        ("Several enabled claims exchanges in a step and none chosen", "`AADB2C90051`"),
        ("Preconditions of the step that a chosen button leads to", "decide first"),
        ("`domain_hint` that no claims provider of the page has", "the page is shown"),
        ("Missing claims in comparing transformations other than the three documented", "not equal, no error"),
        ("How `Hash` joins its parts", "SHA-256 of plaintext, salt and secret one after the other, in base64"),
        ("The order of the members that `GenerateJson` writes", "input claims, then parameters, as in the policy"),
        ("`GetAgeGroupConsentProvidedAndRequiresConsent`", "stops by name: its rules are not published"),
        ("`ClaimEquals` with a string collection", "never equal"),
        ("A claim resolver without `IncludeClaimResolvingInClaimsHandling`", "stays as text, except in the profile of the password grant, which the documentation resolves without it"),
        ("`{Context:KMSI}` without the box, `{Context:DeploymentMode}` without the attribute", "`false`, `Production`"),
        ("A localized message and one in the metadata of the page", "the localized one"),
        ("`HelpText` and `UserHelpText` of one predicate", "`HelpText`"),
        ("A simple mask that is longer than the value", "cut to the length of the value"),
        ("Validation technical profiles and sessions", "they neither read nor write sessions"),
        ("Which claims of a session a journey restores", "those that the session-management profile persists, for each technical profile that names it"),
        ("A step that shows a page in a journey of the token endpoint", "`AADB2C90037`"),
        ("An assertion that fails outside a page", "ends the journey with the id and text of its message; at the token endpoint a refresh token is then revoked (`AADB2C90129`)"),
        ("Texts of `AssertNumberError`, `LookupNotFound` and the two messages for phone numbers", "own texts"),
        ("A value of `CheckboxMultiSelect`", "the values in the order of the options, joined with commas"),
        ("`ui_locales` with several languages", "the first one that the policy has texts for; for `{Culture:…}` the first one that it supports, else the first one"),
        ("A value that the directory does not accept", "the page stays, with `UserMessageIfInvalidInput`"),
        ("A claim in an answer that the page does not have", "`AADB2C90276`, the page stays"),
        ("A new user of a local account without a password in the write", "refused"),
        ("A journey with more than 500 steps and answers", "`AADB2C90037`: sub-journeys can call each other without end"),
        ("The display name of the tenant in `{AuthenticatorIssuer}`", "the first part of its domain"),
        ("`userIdentity` and `userIdentityCollection`", "JSON like `alternativeSecurityId`: `issuer`, `issuerUserId` in base64"),
    ];

    /// <summary>Documented error codes that the endpoints of policies do not return.</summary>
    public static readonly IReadOnlyList<(string Codes, string Reason)> UnusedErrorCodes =
    [
        ("90002, 90046, 90047, 90158, 90159, 90161, 90211, 90212, 90276, 90277", "pages of journeys do not exist yet; 90046 and 90276 occur in journeys of the control plane"),
        ("90012, 90205", "a scope that an application does not have is refused with `AADB2C90117`"),
        ("90023, 90044, 90049", "validation refuses such a policy at its upload"),
        ("90027, 90028, 90075, 90194, 90261", "REST is not executed"),
        ("90036", "logout without a redirect URI shows a page"),
        ("90048", "an error of this server is a response with status 500"),
        ("90051, 90052, 90054, 90157, 90255", "journeys of the control plane; at the token endpoint a wrong password is `AADB2C90225`"),
        ("90114", "accounts are not locked"),
        ("90145, 90151, 90152, 90154 to 90156", "the phone factor is not executed"),
        ("90208, 90209, 90232, 90233", "every invalid `id_token_hint` is `AADB2C90210`; the step `GetClaims` is not executed"),
        ("90235, 90237 to 90240", "UserInfo refuses a token with status 401"),
        ("90273, 90289", "external identity providers are not executed"),
        ("90284, 90285", "local accounts need no applications of the Identity Experience Framework"),
        ("99011, 99013, 99015", "a profile for passwords needs no metadata here, and any `response_type` is accepted"),
    ];

    /// <summary>What replaces the execution of journeys in a browser until pages exist.</summary>
    public static readonly IReadOnlyList<(string Topic, string Behavior)> Provisional =
    [
        ("Journeys of sign-in, sign-up, profile editing and password reset at the authorization endpoint", "a person picks a user and edits the claims of the token, or `MockServer:SignIn` is `automatic`. The control plane executes these journeys"),
        ("The claims of a user at the authorization endpoint", "the attributes of the directory under the claim types that policies commonly use for them, not read by the policy's technical profiles"),
        ("Single sign-on", "a session contains all claims of the sign-in, not those that session profiles persist; `KeepAliveInDays` has no effect"),
        ("Refresh tokens of a user who is not in the directory", "return the claims of the sign-in; the journey for refresh tokens is not executed"),
        ("Lockout after wrong passwords", "none"),
        ("What a journey does not execute", "it stops and names the element: external identity providers, REST, codes, phone factor, display controls, `GetClaims`, SAML"),
        ("`acr_values`, `id_token_hint`, `pageFlavor`; `domain_hint` at the authorization endpoint", "available to claim resolvers, otherwise without effect"),
    ];
}
