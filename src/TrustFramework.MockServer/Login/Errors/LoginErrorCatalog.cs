using static TrustFramework.PolicyXml.Provenance;

namespace TrustFramework.MockServer.Login.Errors;

/// <summary>All errors of the login service. Numbers and texts are from conventions 5.2 where it lists them.</summary>
internal static class LoginErrorCatalog
{
    private const int Unauthorized = StatusCodes.Status401Unauthorized;

    // The request itself
    public static readonly LoginErrorDefinition PostRequired = new(
        900561, "invalid_request", "The endpoint only accepts POST requests. Received a {0} request.", Inferred, "conventions 5");
    public static readonly LoginErrorDefinition MissingParameter = new(
        900144, "invalid_request", "The request body must contain the following parameter: '{0}'.", Inferred, "conventions 5");
    public static readonly LoginErrorDefinition TenantMalformed = new(
        900023, "invalid_request", "Specified tenant identifier '{0}' is neither a valid DNS name, nor a valid external domain.", Observed, "clients E-aad1");
    public static readonly LoginErrorDefinition TenantUnknown = new(
        90002, "invalid_request", "Tenant '{0}' not found. TrustFramework.MockServer cannot create it, because the number of tenants has reached MockServer:MaxTenants. "
        + "Delete tenants, reset all tenants (/_mock), or raise the setting.", Inferred, "MockServer:MaxTenants");
    public static readonly LoginErrorDefinition GrantUnknown = new(
        70003, "unsupported_grant_type", "The app requested an unsupported grant type '{0}'.", Inferred, "conventions 5.2");
    public static readonly LoginErrorDefinition InstanceUnknown = new(
        50049, "invalid_instance", "Unknown or invalid instance.", Inferred, "conventions 5.2, 5.3");
    /// <summary>Returned only by an injected fault, with the status that the fault rule sets.</summary>
    public static readonly LoginErrorDefinition Transient = new(
        90033, "temporarily_unavailable", "A transient error has occurred. Please try again.", Documented, "[D]", StatusCodes.Status503ServiceUnavailable);

    // The client
    public static readonly LoginErrorDefinition ClientUnknown = new(
        700016, "unauthorized_client", "Application with identifier '{0}' was not found in the directory '{1}'. This can happen if the application has not "
        + "been installed by the administrator of the tenant or consented to by any user in the tenant.", Observed, "clients E-aad2");
    public static readonly LoginErrorDefinition SecretWrong = new(
        7000215, "invalid_client", "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client "
        + "secret ID, for a secret added to app '{0}'.", Documented, "conventions 5.2", Unauthorized);
    public static readonly LoginErrorDefinition CredentialMissing = new(
        7000218, "invalid_client", "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
        Documented, "conventions 5.2", Unauthorized);
    public static readonly LoginErrorDefinition AssertionMalformed = new(
        50027, "invalid_request", "JWT token is invalid or malformed.", Inferred, "conventions 5.1");
    public static readonly LoginErrorDefinition AssertionKeyUnknown = new(
        700027, "invalid_client", "Client assertion failed signature validation. [Reason - {0}]", Inferred, "conventions 5.1", Unauthorized);
    public static readonly LoginErrorDefinition AssertionTime = new(
        700024, "invalid_client", "Client assertion is not within its valid time range.", Inferred, "conventions 5.1", Unauthorized);
    public static readonly LoginErrorDefinition AssertionAudience = new(
        700023, "invalid_client", "Client assertion audience claim does not match Realm issuer.", Inferred, "conventions 5.1", Unauthorized);
    public static readonly LoginErrorDefinition AssertionClient = new(
        700021, "invalid_client", "Client assertion application identifier doesn't match 'client_id' parameter.", Inferred, "conventions 5.1", Unauthorized);
    public static readonly LoginErrorDefinition FederationUnknown = new(
        700213, "invalid_client", "No matching federated identity record found for presented assertion subject '{0}'.", Inferred, "clients C5", Unauthorized);

    // Scopes and resources
    public static readonly LoginErrorDefinition ScopeInvalid = new(
        70011, "invalid_scope", "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. "
        + "The scope {0} is not valid.", Documented, "conventions 5.2");
    public static readonly LoginErrorDefinition ScopeNotDefault = new(
        1002012, "invalid_scope", "The provided value for scope {0} is not valid. Client credential flows must have a scope value with /.default suffixed to "
        + "the resource identifier (application ID URI).", Inferred, "conventions 5.2");
    public static readonly LoginErrorDefinition ResourceUnknown = new(
        500011, "invalid_resource", "The resource principal named {0} was not found in the tenant named {1}. This can happen if the application has not been "
        + "installed by the administrator of the tenant or consented to by any user in the tenant.", Inferred, "conventions 5.1");
    public static readonly LoginErrorDefinition ConsentMissing = new(
        65001, "invalid_grant", "The user or administrator has not consented to use the application with ID '{0}' named '{1}'. Send an interactive "
        + "authorization request for this user and resource.", Inferred, "conventions 5.2")
    {
        Suberror = "consent_required",
    };

    // The user
    public static readonly LoginErrorDefinition PasswordWrong = new(
        50126, "invalid_grant", "Error validating credentials due to invalid username or password.", Inferred, "conventions 5.1");
    public static readonly LoginErrorDefinition UserUnknown = new(
        50034, "invalid_grant", "The user account {0} does not exist in the {1} directory. To sign into this application, the account must be added to the "
        + "directory.", Inferred, "conventions 5.1");
    public static readonly LoginErrorDefinition LoginRequired = new(
        50058, "login_required", "A silent sign-in request was sent but no user is signed in.", Inferred, "conventions 5");
    public static readonly LoginErrorDefinition Declined = new(
        65004, "access_denied", "User declined to consent to access the app.", Inferred, "conventions 5");

    // The sign-in page
    public static readonly LoginErrorDefinition RedirectUnknown = new(
        50011, "invalid_request", "The redirect URI '{0}' specified in the request does not match the redirect URIs configured for the application '{1}'.",
        Inferred, "conventions 5");
    public static readonly LoginErrorDefinition ResponseType = new(
        700054, "unsupported_response_type", "response_type '{0}' is not enabled for the application.", Inferred, "conventions 5");
    public static readonly LoginErrorDefinition ResponseMode = new(
        70007, "invalid_request", "'{0}' is not a supported value for 'response_mode'.", Inferred, "conventions 5");
    public static readonly LoginErrorDefinition ChallengeInvalid = new(
        501491, "invalid_request", "Invalid size or method of Code_Challenge parameter.", Inferred, "conventions 5");

    // Redeemed codes and tokens
    public static readonly LoginErrorDefinition GrantInvalid = new(
        70000, "invalid_grant", "The provided value for the '{0}' parameter is not valid.", Inferred, "conventions 5.2");
    public static readonly LoginErrorDefinition GrantExpired = new(
        70008, "invalid_grant", "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request "
        + "for this user and resource.", Inferred, "conventions 5.2");
    public static readonly LoginErrorDefinition CodeRedeemed = new(
        54005, "invalid_grant", "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
        Inferred, "conventions 5.2");
    public static readonly LoginErrorDefinition RedirectDiffers = new(
        500112, "invalid_client", "The reply address '{0}' does not match the reply address '{1}' provided when requesting Authorization code.",
        Inferred, "conventions 5.2");
    public static readonly LoginErrorDefinition VerifierWrong = new(
        501481, "invalid_grant", "The Code_Verifier does not match the code_challenge supplied in the authorization request.", Inferred, "conventions 5.1");

    // Devices
    public static readonly LoginErrorDefinition DevicePending = new(
        70016, "authorization_pending", "OAuth 2.0 device flow error. Authorization is pending. Continue polling.", Documented, "conventions 5.2");
    public static readonly LoginErrorDefinition DeviceDeclined = new(
        70017, "authorization_declined", "OAuth 2.0 device flow error. The end user denied the authorization request.", Inferred, "conventions 5.2");
    public static readonly LoginErrorDefinition DeviceUnknown = new(
        70018, "bad_verification_code", "Invalid verification code due to User typing in wrong user code for device code flow.", Inferred, "conventions 5.2");
    public static readonly LoginErrorDefinition DeviceExpired = new(
        70020, "expired_token", "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
        Documented, "conventions 5.2");

    // On behalf of
    public static readonly LoginErrorDefinition AssertionUnsigned = new(
        50013, "invalid_grant", "Assertion failed signature validation. [Reason - {0}]", Inferred, "conventions 5.1");
    public static readonly LoginErrorDefinition AssertionForOther = new(
        500131, "invalid_grant", "Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '{0}' and the "
        + "expected audience is '{1}'.", Inferred, "conventions 5.1");
    public static readonly LoginErrorDefinition AssertionExpired = new(
        500133, "invalid_grant", "Assertion is not within its valid time range.", Inferred, "conventions 5.1");
    public static readonly LoginErrorDefinition AssertionOfApplication = new(
        7000114, "invalid_grant", "Application '{0}' is not allowed to make application on-behalf-of calls.", Inferred, "conventions 5.1");

    /// <summary>In the order of docs/fidelity.md.</summary>
    public static readonly IReadOnlyList<LoginErrorDefinition> All =
    [
        PostRequired, MissingParameter, TenantMalformed, TenantUnknown, GrantUnknown, InstanceUnknown, Transient,
        ClientUnknown, SecretWrong, CredentialMissing, AssertionMalformed, AssertionKeyUnknown, AssertionTime, AssertionAudience, AssertionClient, FederationUnknown,
        ScopeInvalid, ScopeNotDefault, ResourceUnknown, ConsentMissing,
        PasswordWrong, UserUnknown, LoginRequired, Declined,
        RedirectUnknown, ResponseType, ResponseMode, ChallengeInvalid,
        GrantInvalid, GrantExpired, CodeRedeemed, RedirectDiffers, VerifierWrong,
        DevicePending, DeviceDeclined, DeviceUnknown, DeviceExpired,
        AssertionUnsigned, AssertionForOther, AssertionExpired, AssertionOfApplication,
    ];
}
