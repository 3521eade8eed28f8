using static TrustFramework.MockServer.Graph.Errors.ErrorLayer;
using static TrustFramework.PolicyXml.Provenance;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>The errors of Graph in the service's words: those of authentication and of requests in general, and the list of all others.</summary>
internal static class GraphErrorCatalog
{
    public const string SampleTenantId = "7a2f4b9e-1111-4000-8000-000000000001";

    // Authentication and authorization: conventions 1.4
    public static readonly GraphErrorDefinition TokenMissing = new(
        nameof(TokenMissing), 401, Observed, "InvalidAuthenticationToken", "Access token is empty.", Observed, "clients E-401c", Gateway);

    public static readonly GraphErrorDefinition TokenWithoutDots = new(
        nameof(TokenWithoutDots), 401, Observed, "InvalidAuthenticationToken",
        "IDX14100: JWT is not well formed, there are no dots (.).\nThe token needs to be in JWS or JWE Compact Serialization Format. "
        + "(JWS): 'EncodedHeader.EncodedPayload.EncodedSignature'. (JWE): "
        + "'EncodedProtectedHeader.EncodedEncryptedKey.EncodedInitializationVector.EncodedCiphertext.EncodedAuthenticationTag'.",
        Observed, "conventions 1.4", Gateway);

    public static readonly GraphErrorDefinition TokenMalformed = new(
        nameof(TokenMalformed), 401, Observed, "InvalidAuthenticationToken",
        "CompactToken parsing failed with error code: 80049217", Observed, "clients E-401a", Gateway);

    public static readonly GraphErrorDefinition TokenAudience = new(
        nameof(TokenAudience), 401, Observed, "InvalidAuthenticationToken",
        "Access token validation failure. Invalid audience.", Observed, "conventions 1.4", Gateway);

    public static readonly GraphErrorDefinition TokenIssuer = new(
        nameof(TokenIssuer), 401, Inferred, "InvalidAuthenticationToken",
        "Access token validation failure. Invalid issuer.", Inferred, "conventions 11 #1", Gateway);

    public static readonly GraphErrorDefinition TokenTenant = new(
        nameof(TokenTenant), 401, Inferred, "InvalidAuthenticationToken",
        "Access token validation failure. Invalid tenant.", Inferred, "conventions 11 #1", Gateway);

    public static readonly GraphErrorDefinition TokenExpired = new(
        nameof(TokenExpired), 401, Observed, "InvalidAuthenticationToken",
        "Lifetime validation failed, the token is expired.", Observed, "clients E-401b", Gateway);

    public static readonly GraphErrorDefinition TokenNotYetValid = new(
        nameof(TokenNotYetValid), 401, Observed, "InvalidAuthenticationToken",
        "Access token has expired or is not yet valid.", Observed, "conventions 1.4", Gateway);

    public static readonly GraphErrorDefinition TokenSignature = new(
        nameof(TokenSignature), 401, Inferred, "InvalidAuthenticationToken", "Invalid signature.", Inferred, "conventions 1.4", Gateway);

    public static readonly GraphErrorDefinition TokenFromMicrosoft = new(
        nameof(TokenFromMicrosoft), 401, Inferred, "InvalidAuthenticationToken",
        "This access token was issued by Microsoft for the real service, and this is TrustFramework.MockServer, which takes no such token. "
        + "It was neither used nor stored nor logged. Sign in at this server, or send the request to the real service.",
        Inferred, "MockServer's own", Gateway);

    public static readonly GraphErrorDefinition PermissionMissing = new(
        nameof(PermissionMissing), 403, Observed, "AADB2C",
        "The application does not have any of the required {0} permissions ({1}) to access the resource. ",
        Observed, "clients E-403a, E-403b", Backend,
        "application", "Policy.ReadWrite.TrustFramework");

    public static readonly GraphErrorDefinition AccessDenied = new(
        nameof(AccessDenied), 403, Observed, "AADB2C", "User Authorization: Access is denied.", Observed, "clients E-403c", Backend);

    // Path, body and server: conventions 1.3
    public static readonly GraphErrorDefinition UnknownSegment = new(
        nameof(UnknownSegment), 400, Observed, "BadRequest", "Resource not found for the segment '{0}'.", Observed, "conventions 1.3", Gateway,
        "nothing");

    public static readonly GraphErrorDefinition NoSuchAction = new(
        nameof(NoSuchAction), 404, Observed, "UnknownError",
        "{{\"message\":\"No HTTP resource was found that matches the request URI '{0}'.\",\"messageDetail\":\"No action was found on the "
        + "controller 'trustframework' that matches the request.\",\"stackTrace\":null}}",
        Observed, "clients E-404a, E-404b", Gateway,
        "https://cpim.windows.net/graph/trustFramework/policies('B2C_1A_Hello')");

    public static readonly GraphErrorDefinition NotEmulated = new(
        nameof(NotEmulated), 501, Inferred, "NotImplemented",
        "{0} is not emulated by TrustFramework.MockServer. docs/fidelity.md lists what is.", Inferred, "MockServer's own", Gateway,
        "Put trustFrameworkKey_v2");

    public static readonly GraphErrorDefinition QueryOptionNotEmulated = new(
        nameof(QueryOptionNotEmulated), 400, Inferred, "BadRequest",
        "The query option '{0}' is not emulated by TrustFramework.MockServer. docs/fidelity.md lists what is.",
        Inferred, "MockServer's own", Gateway,
        "$apply");

    public static readonly GraphErrorDefinition BadRequest = new(
        nameof(BadRequest), 400, Inferred, "BadRequest", "The request could not be read: {0}", Inferred, "conventions 1.3", Gateway,
        "…");

    public static readonly GraphErrorDefinition JsonUnreadable = new(
        nameof(JsonUnreadable), 400, Observed, "BadRequest",
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
        Observed, "conventions 1.3", Gateway);

    public static readonly GraphErrorDefinition JsonEmpty = new(
        nameof(JsonEmpty), 400, Observed, "BadRequest", "Empty Payload. JSON content expected.", Observed, "conventions 1.3", Gateway);

    public static readonly GraphErrorDefinition JsonTypeExpected = new(
        nameof(JsonTypeExpected), 400, Observed, "BadRequest",
        "Entity only allows writes with a JSON Content-Type header.", Observed, "conventions 1.3", Gateway);

    public static readonly GraphErrorDefinition BodyTooLarge = new(
        nameof(BodyTooLarge), 413, Documented, "RequestEntityTooLarge",
        "The request body is larger than the limit of {0} KB.", Inferred, "conventions 1.3", Gateway,
        1024);

    public static readonly GraphErrorDefinition DirectoryObjectNotFound = new(
        nameof(DirectoryObjectNotFound), 404, Observed, "Request_ResourceNotFound",
        "Resource '{0}' does not exist or one of its queried reference-property objects are not present.", Observed, "conventions 1.3", Gateway,
        SampleTenantId);

    public static readonly GraphErrorDefinition UserRequired = new(
        nameof(UserRequired), 400, Observed, "BadRequest",
        "/me request is only valid with delegated authentication flow.", Observed, "microsoftgraph/msgraph-sdk-php#1163", Gateway);

    public static readonly GraphErrorDefinition TooManyTenants = new(
        nameof(TooManyTenants), 403, Inferred, "Directory_QuotaExceeded",
        "This server holds {0} tenants, the most that MockServer:MaxTenants allows. Delete tenants or reset them all (/_mock), or raise the setting.",
        Inferred, "MockServer's own", Gateway,
        1000);

    public static readonly GraphErrorDefinition UnhandledException = new(
        nameof(UnhandledException), 500, Documented, "InternalServerError",
        "TrustFramework.MockServer failed with an unhandled exception. Its log has the details under this request-id.", Inferred, "conventions 1.3", Gateway);

    public static readonly GraphErrorDefinition StoreUnavailable = new(
        nameof(StoreUnavailable), 503, Documented, "ServiceUnavailable",
        "The store of TrustFramework.MockServer is not available. Try again.", Inferred, "MockServer's own", Gateway);

    public static readonly GraphErrorDefinition RequestTimeout = new(
        nameof(RequestTimeout), 408, Inferred, "RequestTimeout", "The request was not received in time.", Inferred, "conventions 1.3", Gateway);

    public static readonly GraphErrorDefinition FieldInvalid = new(
        nameof(FieldInvalid), 400, Observed, "AADB2C",
        "The '{0}' field is invalid in request. Please check the request body and parameters.", Observed, "graph-surface 8.1", Backend,
        "keySet");

    public static readonly GraphErrorDefinition ValueRequired = new(
        nameof(ValueRequired), 400, Inferred, "AADB2C99009",
        "Put operation not supported for this entity on this uri. Please append '$value' to the request uri and send the request again.",
        Documented, "clients E-put", Backend);

    /// <summary>All errors, in the order of the fidelity page.</summary>
    public static IReadOnlyList<GraphErrorDefinition> All { get; } =
    [
        TokenMissing, TokenWithoutDots, TokenMalformed, TokenAudience, TokenIssuer, TokenTenant, TokenExpired, TokenNotYetValid,
        TokenSignature, TokenFromMicrosoft, PermissionMissing, AccessDenied, UnknownSegment, NoSuchAction, NotEmulated,
        QueryOptionNotEmulated,
        .. QueryOptionErrors.All,
        BadRequest, JsonUnreadable, JsonEmpty, JsonTypeExpected, BodyTooLarge,
        .. NegotiationErrors.All,
        DirectoryObjectNotFound, UserRequired, TooManyTenants, UnhandledException, StoreUnavailable, RequestTimeout, FieldInvalid, ValueRequired,
        .. PolicyErrors.All,
        .. KeySetErrors.All,
        .. DirectoryErrors.All,
        .. ServiceErrors.All,
        .. BatchErrors.All,
    ];
}
