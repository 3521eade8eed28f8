using static TrustFramework.PolicyXml.Provenance;

namespace TrustFramework.MockServer.SignIn.Errors;

/// <summary>All errors of the endpoints of policies: error-codes.md. Numbers and texts are the service's; where the service's are unknown, the entry is [I].</summary>
internal static class PolicyErrorCatalog
{
    private const string Request = "invalid_request";
    private const string Grant = "invalid_grant";
    private const string Client = "invalid_client";
    private const string Server = "server_error";

    // The policy
    public static readonly PolicyErrorDefinition PolicyUnknown = new(
        90037, Request, "The policy '{0}' does not exist in tenant '{1}'.", Inferred, "address", StatusCodes.Status404NotFound);
    public static readonly PolicyErrorDefinition NoDefaultJourney = new(
        90031, Server, "Policy '{0}' does not specify a default user journey. Ensure that the policy or it's parents specify a default user journey as part of a relying party section.",
        Documented, "address");
    public static readonly PolicyErrorDefinition NoSendClaimsStep = new(90040, Server, "User journey '{0}' does not contain a send claims step.", Documented, "address");
    public static readonly PolicyErrorDefinition NoIssuer = new(
        90108, Server, "The orchestration step '{0}' does not specify a CpimIssuerTechnicalProfileReferenceId when one was expected.", Documented, "address");
    public static readonly PolicyErrorDefinition ProfileMissing = new(
        90021, Server, "The technical profile '{0}' does not exist in the policy '{1}' of tenant '{2}'.", Documented, "address");
    public static readonly PolicyErrorDefinition KeyReferenceMissing = new(
        90025, Server, "Profile '{0}' in policy '{1}' in tenant '{2}' does not contain the required cryptographic key '{3}'.", Documented, "address");
    public static readonly PolicyErrorDefinition KeyUnusable = new(
        90019, Server, "The key container with ID '{0}' in tenant '{1}' does not has a valid key. Reason: {2}.", Documented, "issuing");
    public static readonly PolicyErrorDefinition Unavailable = new(
        90035, "temporarily_unavailable", "The service is temporarily unavailable. Please retry after a few minutes.", Documented, "faults");
    public static readonly PolicyErrorDefinition RequestFailed = new(
        90037, Server, "An error occurred while processing the request. Please contact administrator of the site you are trying to access.", Documented, "address, issuing");

    // The client
    public static readonly PolicyErrorDefinition RedirectUnknown = new(
        90006, Request, "The redirect URI '{0}' provided in the request is not registered for the client ID '{1}'.", Documented, "authorize, token, logout");
    public static readonly PolicyErrorDefinition NoRedirect = new(
        90007, Request, "The application associated with client ID '{0}' has no registered redirect URIs.", Documented, "authorize");
    public static readonly PolicyErrorDefinition ClientIdMissing = new(90008, Request, "The request does not contain a client ID parameter.", Documented, "authorize");
    public static readonly PolicyErrorDefinition ClientUnknown = new(
        90018, Request, "The client ID '{0}' specified in the request is not registered in tenant '{1}'.", Documented, "authorize, token");
    public static readonly PolicyErrorDefinition RedirectInvalid = new(90287, Request, "The request contains invalid redirect URI '{0}'.", Documented, "authorize");
    public static readonly PolicyErrorDefinition SecretMissing = new(
        90079, Client, "Clients must send a client_secret when redeeming a confidential grant.", Documented, "token");
    public static readonly PolicyErrorDefinition SecretWrong = new(
        90081, Client, "The specified client_secret does not match the expected value for this client. Please correct the client_secret and try again.", Documented, "token");
    public static readonly PolicyErrorDefinition SecretForbidden = new(
        90084, Client, "Public clients should not send a client_secret when redeeming a publicly acquired grant.", Documented, "token");

    // The authorization request
    public static readonly PolicyErrorDefinition ScopeMissing = new(90010, Request, "The request does not contain a scope parameter.", Documented, "authorize, token");
    public static readonly PolicyErrorDefinition ResponseType = new(
        90013, Request, "The requested response type '{0}' provided in the request is not supported.", Documented, "authorize");
    public static readonly PolicyErrorDefinition ResponseMode = new(
        90014, Request, "The requested response mode '{0}' provided in the request is not supported.", Documented, "authorize");
    public static readonly PolicyErrorDefinition PromptInvalid = new(
        90043, Request, "The prompt included in the request contains invalid values. Expected 'none', 'login', 'consent' or 'select_account'.", Documented, "authorize");
    public static readonly PolicyErrorDefinition ScopeWithoutResource = new(
        90055, Request, "The scope '{0}' provided in request must specify a resource, such as 'https://example.com/calendar.read'.", Documented, "authorize, token");
    public static readonly PolicyErrorDefinition ImplicitForbidden = new(
        90057, "unauthorized_client", "The provided application is not configured to allow the OAuth Implicit flow.", Documented, "authorize, token");
    public static readonly PolicyErrorDefinition ChallengeMissing = new(99059, Request, "The supplied request must present a code_challenge.", Documented, "authorize");
    public static readonly PolicyErrorDefinition SessionMissing = new(
        90077, "interaction_required", "User does not have an existing session and request prompt parameter has a value of '{0}'.", Observed, "authorize");
    public static readonly PolicyErrorDefinition OpenIdMissing = new(
        90110, Request, "The scope parameter must include 'openid' when requesting a response_type that includes 'id_token'.", Documented, "authorize");
    public static readonly PolicyErrorDefinition CodeScope = new(
        90115,
        Request,
        "When requesting the 'code' response_type, the scope parameter must include a resource or client ID for access tokens, and 'openid' for ID tokens. "
        + "Additionally include 'offline_access' for refresh tokens.",
        Documented,
        "authorize");
    public static readonly PolicyErrorDefinition ScopeUnknown = new(90117, Request, "The scope '{0}' provided in the request is not supported.", Documented, "authorize, token");
    public static readonly PolicyErrorDefinition MaxAgeInvalid = new(
        90120, Request, "The max age parameter '{0}' specified in the request is invalid. Max age must be an integer between '{1}' and '{2}' inclusive.", Documented, "authorize");
    public static readonly PolicyErrorDefinition SeveralResources = new(
        90146, Request, "The scope '{0}' provided in request specifies more than one resource for an access token, which is not supported.", Observed, "authorize, token");
    public static readonly PolicyErrorDefinition ChallengeMethod = new(
        90184, Request, "The supplied code_challenge_method is not supported. Supported values are plain or S256", Documented, "authorize");

    // The user
    public static readonly PolicyErrorDefinition UserUnknown = new(90053, "access_denied", "A user with the specified credential could not be found.", Documented, "sign-in");
    public static readonly PolicyErrorDefinition Cancelled = new(90091, "access_denied", "The user has cancelled entering self-asserted information.", Observed, "sign-in");
    public static readonly PolicyErrorDefinition AccountDisabled = new(
        90111, "access_denied", "Your account has been locked. Contact your support person to unlock it, then try again.", Documented, "sign-in, token");
    public static readonly PolicyErrorDefinition PasswordForgotten = new(90118, "access_denied", "The user has forgotten their password.", Observed, "sign-in");

    // The journey. An OAuth2 error profile of the policy defines the first one.
    public static readonly PolicyErrorDefinition Custom = new(0, "access_denied", "{0}", Documented, "journey");
    public static readonly PolicyErrorDefinition RefreshJourneyMissing = new(
        90288,
        Server,
        "UserJourney with ID '{0}' referenced in TechnicalProfile '{1}' for refresh token redemption for tenant '{2}' does not exist in policy '{3}' or any of its base policies.",
        Documented,
        "token");

    // The token request
    public static readonly PolicyErrorDefinition GrantExpired = new(
        90080,
        Grant,
        "The provided grant has expired. Please re-authenticate and try again. Current time: {0}, Grant issued time: {1}, Grant sliding window expiration time: {2}.",
        Documented,
        "token");
    public static readonly PolicyErrorDefinition ParameterMissing = new(90083, Request, "The request is missing required parameter: {0}.", Documented, "token");
    public static readonly PolicyErrorDefinition GrantInvalid = new(
        90085, Grant, "The service has encountered an internal error. Please reauthenticate and try again.", Documented, "token");
    public static readonly PolicyErrorDefinition GrantTypeUnknown = new(90086, "unsupported_grant_type", "The supplied grant_type [{0}] is not supported.", Documented, "token");
    public static readonly PolicyErrorDefinition GrantOfOtherPolicy = new(
        90088, Grant, "The provided grant has not been issued for this endpoint. Actual Value : {0} and Expected Value : {1}", Documented, "token");
    public static readonly PolicyErrorDefinition AccountDeleted = new(
        90128, Grant, "The account associated with this grant no longer exists. Please reauthenticate and try again.", Documented, "token");
    public static readonly PolicyErrorDefinition GrantRevoked = new(
        90129, Grant, "The provided grant has been revoked. Please reauthenticate and try again.", Documented, "token");
    public static readonly PolicyErrorDefinition VerifierWrong = new(
        90182, Grant, "The supplied code_verifier does not match associated code_challenge", Documented, "token");
    public static readonly PolicyErrorDefinition VerifierInvalid = new(90183, Grant, "The supplied code_verifier is invalid", Documented, "authorize, token");
    public static readonly PolicyErrorDefinition PasswordsNotEnabled = new(
        90224, "unauthorized_client", "Resource owner flow has not been enabled for the application.", Documented, "token");
    public static readonly PolicyErrorDefinition PasswordWrong = new(
        90225, Grant, "The username or password provided in the request are invalid.", Documented, "token");
    public static readonly PolicyErrorDefinition GrantOfOtherClient = new(
        90279, Grant, "The provided client ID '{0}' does not match the client ID that issued the grant.", Documented, "token");

    // Logout
    public static readonly PolicyErrorDefinition LogoutRedirectInvalid = new(
        90067,
        Request,
        "The post logout redirect URI '{0}' has an invalid format. Specify an https based URL such as 'https://example.com/return' or for native clients use the IETF "
        + "native client URI 'urn:ietf:wg:oauth:2.0:oob'.",
        Documented,
        "logout");
    public static readonly PolicyErrorDefinition HintInvalid = new(
        90210, Request, "The provided id_token_hint parameter could not be validated. Please provide another token and try again.", Documented, "logout");
    public static readonly PolicyErrorDefinition HintMissing = new(
        90272, Request, "The id_token_hint parameter has not been specified in the request. Please provide token and try again.", Documented, "logout");

    /// <summary>The authorization endpoint shows these as a page, because it does not trust the redirect URI.</summary>
    public static readonly IReadOnlyList<PolicyErrorDefinition> ClientErrors = [RedirectUnknown, NoRedirect, ClientIdMissing, ClientUnknown, RedirectInvalid];

    /// <summary>In the order of docs/fidelity.md.</summary>
    public static readonly IReadOnlyList<PolicyErrorDefinition> All =
    [
        PolicyUnknown, NoDefaultJourney, NoSendClaimsStep, NoIssuer, ProfileMissing, KeyReferenceMissing, KeyUnusable, Unavailable, RequestFailed,
        RedirectUnknown, NoRedirect, ClientIdMissing, ClientUnknown, RedirectInvalid, SecretMissing, SecretWrong, SecretForbidden,
        ScopeMissing, ResponseType, ResponseMode, PromptInvalid, ScopeWithoutResource, ImplicitForbidden, ChallengeMissing, SessionMissing, OpenIdMissing, CodeScope,
        ScopeUnknown, MaxAgeInvalid, SeveralResources, ChallengeMethod,
        UserUnknown, Cancelled, AccountDisabled, PasswordForgotten, Custom, RefreshJourneyMissing,
        GrantExpired, ParameterMissing, GrantInvalid, GrantTypeUnknown, GrantOfOtherPolicy, AccountDeleted, GrantRevoked, VerifierWrong, VerifierInvalid,
        PasswordsNotEnabled, PasswordWrong, GrantOfOtherClient,
        LogoutRedirectInvalid, HintInvalid, HintMissing,
    ];

    /// <summary>The errors that occur at one of the places, in the order of the catalog.</summary>
    /// <param name="sources">A <see cref="PolicyErrorDefinition.Source"/> names one or more of them.</param>
    public static IReadOnlyList<PolicyErrorDefinition> FindBySource(params ReadOnlySpan<string> sources)
    {
        var wanted = sources.ToArray();
        return [.. All.Where(error => error.Source.Split(", ").Intersect(wanted, StringComparer.Ordinal).Any())];
    }
}
