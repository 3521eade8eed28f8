using static TrustFramework.MockServer.Login.Errors.LoginErrorCatalog;

namespace TrustFramework.MockServer.Login.Errors;

/// <summary>How to fix the request or the settings after an error of the login service. Only the log and the journal contain the hints.</summary>
internal static class LoginErrorHints
{
    /// <summary>For <see cref="MissingParameter"/> at the version 2.0 endpoints.</summary>
    public const string ScopeMissing =
        "Send scope=https://graph.microsoft.com/.default. The parameter resource belongs to version 1.0 of the endpoint (/oauth2/token).";

    /// <summary>For <see cref="MissingParameter"/> at the version 1.0 endpoints.</summary>
    public const string ResourceMissing =
        "Send resource=https://graph.microsoft.com. The parameter scope belongs to version 2.0 of the endpoint (/oauth2/v2.0/token).";

    /// <summary>For <see cref="MissingParameter"/> at the endpoints that read the query.</summary>
    public const string QueryParameterMissing = "Send the parameter in the query of the address.";

    /// <summary>For <see cref="RedirectUnknown"/> if the address can be that of no application.</summary>
    public const string RedirectMalformed =
        "The address must be absolute, without a fragment, with a scheme that a browser can hand to an application, and with percent-encoded "
        + "characters outside of ASCII.";

    private const string IssuedElsewhere =
        "It is valid only in the tenant and for the client that requested it, and until this server restarts or is reset. Sign in again.";

    /// <summary>With the placeholders of the error's text. An error is missing where its text is sufficient.</summary>
    private static readonly Dictionary<LoginErrorDefinition, string> Formats = new()
    {
        [PostRequired] = "Send the parameters as a form with POST.",
        [MissingParameter] = "Send the parameters in the body as a form (Content-Type: application/x-www-form-urlencoded), not as JSON and not in the query.",
        [TenantMalformed] = "Use the tenant's domain name or GUID, 'common' or 'organizations'. If the name is a placeholder such as yourtenant or settings:tenant, "
            + "the tool did not find the value in its settings.",
        [GrantUnknown] = "This server emulates client_credentials, authorization_code, refresh_token, device_code, password and "
            + "urn:ietf:params:oauth:grant-type:jwt-bearer.",
        [InstanceUnknown] = "Use an authority at this server's address or at a login host of Microsoft. In MSAL, disable instance discovery for other addresses.",

        [ClientUnknown] = "MockServer:Clients lists the only accepted clients. Add MockServer:Clients:{0}, or MockServer:Clients:* for every other client, "
            + "or remove the setting to accept any client.",
        [SecretWrong] = "MockServer:Clients:{0}:Secret must be the secret that the client sends. A client without this setting authenticates with its "
            + "Certificate or FederatedSubject.",
        [CredentialMissing] = "Send client_secret or client_assertion. MockServer:Clients contains the credentials of a client. A client without any can send "
            + "any secret, but the grants of applications require one.",
        [AssertionMalformed] = "Send a signed JWT with three parts, separated by dots.",
        [AssertionKeyUnknown] = "The certificate in MockServer:Clients:<id>:Certificate must be the one that signed the assertion, with RS256 or PS256.",
        [AssertionTime] = "exp and nbf are seconds since 1970, not milliseconds. The server compares them with the clock of this machine.",
        [AssertionAudience] = "aud must be the token endpoint or the issuer of the tenant, at this server's address or at a login host of Microsoft.",
        [AssertionClient] = "iss and sub must both be the client id.",
        [FederationUnknown] = "MockServer:Clients:<id>:FederatedSubject must be the sub of the token.",

        [ScopeInvalid] = "Separate scopes by spaces. A scope is the name of a permission or an address and a name: https://graph.microsoft.com/Policy.Read.All.",
        [ScopeNotDefault] = "Send scope=https://graph.microsoft.com/.default. An application gets all permissions that MockServer:Clients grants to it.",
        [ResourceUnknown] = "This server issues tokens for Microsoft Graph, Azure Resource Manager, its own address and the clients in MockServer:Clients. "
            + "To accept another resource, add it to MockServer:Audiences.",
        [ConsentMissing] = "MockServer:Clients:{0}:Permissions, and MockServer:Users:<name>:Permissions of the user, must contain the requested permissions.",

        [PasswordWrong] = "The password must be that of the user in MockServer:Users.",
        [UserUnknown] = "MockServer:Users lists the only accepted users. Add the user, or the user * for every other name, or remove the setting to accept any user.",
        [LoginRequired] = "The server keeps no sessions, so prompt=none always fails. Sign in on the page, or use another grant.",

        [RedirectUnknown] = "Add the address to MockServer:Clients:{1}:RedirectUris exactly as the client sends it; only the port of a loopback address can differ.",
        [ResponseType] = "This server emulates response_type=code only.",
        [ResponseMode] = "Send response_mode=query, fragment or form_post.",
        [ChallengeInvalid] = "code_challenge has 43 to 128 characters, and code_challenge_method is S256 or plain.",

        [GrantInvalid] = IssuedElsewhere,
        [GrantExpired] = "Codes are valid for 10 minutes and refresh tokens for 90 days, by the clock of the tenant. Sign in again.",
        [CodeRedeemed] = "A code can be redeemed once. Check whether the client sends its token request twice.",
        [RedirectDiffers] = "Send the same redirect_uri to the authorize endpoint and to the token endpoint.",
        [VerifierWrong] = "Send the code_verifier from which the client computed the code_challenge of the same sign-in.",

        [DevicePending] = "A user must enter the code on the page that the device shows. To approve codes automatically, set MockServer:DeviceCode=auto.",
        [DeviceUnknown] = IssuedElsewhere,
        [DeviceExpired] = "Device codes are valid for 15 minutes, by the clock of the tenant. Request a new code.",

        [AssertionUnsigned] = "Send the access token that the user's client received from this server, unchanged.",
        [AssertionForOther] = "The user's client must request its token for the application that makes the on-behalf-of call, not for Graph.",
        [AssertionExpired] = "The user's client must request a new token. The clock of the tenant applies.",
        [AssertionOfApplication] = "The on-behalf-of grant needs the token of a user, not that of an application.",
    };

    /// <summary>Null if the text of the error is sufficient.</summary>
    public static string? Find(LoginErrorDefinition error) => Formats.GetValueOrDefault(error);
}
