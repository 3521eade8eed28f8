using static TrustFramework.MockServer.Graph.Errors.ErrorLayer;
using static TrustFramework.PolicyXml.Provenance;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Every error the server can give, once, in the service's words. A corrected text is a change of one line.</summary>
internal static class GraphErrorCatalog
{
    private const string SampleTenantId = "7a2f4b9e-1111-4000-8000-000000000001";
    private const string SampleValidationMessage =
        "Validation failed: 1 validation error(s) found in policy \"B2C_1A_HELLO\" of tenant \"contoso.onmicrosoft.com\"."
        + "Policy with 'policyId': B2C_1A_BASE cannot be found in the directory '" + SampleTenantId + "'."
        + "Policy with 'policyId': B2C_1A_BASE cannot be found in the directory '" + SampleTenantId + "'.";

    // Who is asking: conventions 1.4
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
        Inferred, "house 3.9", Gateway);
    public static readonly GraphErrorDefinition PermissionMissing = new(
        nameof(PermissionMissing), 403, Observed, "AADB2C",
        "The application does not have any of the required {0} permissions ({1}) to access the resource. ",
        Observed, "clients E-403a, E-403b", Backend,
        "application", "Policy.ReadWrite.TrustFramework");
    public static readonly GraphErrorDefinition AccessDenied = new(
        nameof(AccessDenied), 403, Observed, "AADB2C", "User Authorization: Access is denied.", Observed, "clients E-403c", Backend);

    // Where to, and how: conventions 1.3
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
        "{0} is not emulated by TrustFramework.MockServer. docs/fidelity.md lists what is.", Inferred, "house 3.8", Gateway,
        "Put trustFrameworkKey_v2");
    public static readonly GraphErrorDefinition QueryOptionNotEmulated = new(
        nameof(QueryOptionNotEmulated), 400, Inferred, "BadRequest",
        "The query option '{0}' is not emulated by TrustFramework.MockServer. docs/fidelity.md lists what is.",
        Inferred, "house 3.8", Gateway,
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
        "The request body is larger than the limit of {0} KB.", Inferred, "conventions 1.3; house 6", Gateway,
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
        Inferred, "house 5", Gateway,
        1000);
    public static readonly GraphErrorDefinition UnhandledException = new(
        nameof(UnhandledException), 500, Documented, "InternalServerError",
        "The emulator failed, and this is a bug. Its log says more under this request-id.", Inferred, "conventions 1.3", Gateway);
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

    // Policies: policy-rules 1 and 2
    public static readonly GraphErrorDefinition PolicyNotXml = new(
        nameof(PolicyNotXml), 400, Inferred, "AADB2C", PolicyXml.PolicyValidator.NotXmlMessageTemplate, Observed, "clients E-xml", Backend,
        "Data at the root level is invalid. Line 1, position 1.");
    public static readonly GraphErrorDefinition PolicyInvalid = new(
        nameof(PolicyInvalid), 400, Observed, "AADB2C", "{0}", Observed, "policy-rules 1.2", Backend,
        SampleValidationMessage);
    public static readonly GraphErrorDefinition PolicyNotFound = new(
        nameof(PolicyNotFound), 404, Observed, "AADB2C90073",
        "Policy with 'policyId': {0} cannot be found in the directory '{1}'.", Inferred, "clients E-404d", Backend,
        "B2C_1A_HELLO", SampleTenantId);
    public static readonly GraphErrorDefinition PolicyExists = new(
        nameof(PolicyExists), 409, Inferred, "AADB2C",
        "Policy with 'policyId': {0} already exists in the directory '{1}'.", Inferred, "house 6", Backend,
        "B2C_1A_HELLO", SampleTenantId);
    public static readonly GraphErrorDefinition TooManyPolicies = new(
        nameof(TooManyPolicies), 400, Inferred, "AADB2C",
        "The directory '{1}' has reached the limit of {0} policies.", Inferred, "graph-surface 9; house 6", Backend,
        200, SampleTenantId);

    // Key sets and keys: graph-surface 8.2
    public static readonly GraphErrorDefinition KeySetNotFound = new(
        nameof(KeySetNotFound), 400, Observed, "AADB2C90073",
        "KeyContainer with 'id': '{0}' cannot be found in the directory '{1}'", Documented, "clients E-ks2", Backend,
        "B2C_1A_Missing", SampleTenantId);
    public static readonly GraphErrorDefinition KeySetNotCreated = new(
        nameof(KeySetNotCreated), 400, Inferred, "AADB2C95052",
        "The trustframework key set with id '{0}' in tenant '{1}' is not created. Please use 'Create api' to create the key set first.",
        Documented, "graph-surface 8.2", Backend,
        "B2C_1A_Missing", SampleTenantId);
    public static readonly GraphErrorDefinition KeySetExists = new(
        nameof(KeySetExists), 400, Inferred, "AADB2C95028",
        "Can't create trustframework key set with name '{0}' because it already exists.", Documented, "clients E-ks1", Backend,
        "B2C_1A_TokenSigningKeyContainer");
    public static readonly GraphErrorDefinition KeyNotFound = new(
        nameof(KeyNotFound), 404, Inferred, "AADB2C90073",
        "Key with 'kid': '{0}' cannot be found in the directory '{1}'", Inferred, "house 6", Backend,
        "aTREvwojOB9ph3fr2r6eTf_5eD5fmQsfsapVMwYI3o", SampleTenantId);
    public static readonly GraphErrorDefinition KeyExists = new(
        nameof(KeyExists), 400, Inferred, "AADB2C90180", "The presented key '{0}' of type '{1}' already exists.", Documented, "graph-surface 8.2", Backend,
        "aTREvwojOB9ph3fr2r6eTf_5eD5fmQsfsapVMwYI3o", "RSA");
    public static readonly GraphErrorDefinition KeyTypeMissing = new(
        nameof(KeyTypeMissing), 400, Inferred, "AADB2C95030", "Missing kty parameter for the trustframework key.", Documented, "graph-surface 8.2", Backend);
    public static readonly GraphErrorDefinition KeyTypeUnknown = new(
        nameof(KeyTypeUnknown), 400, Inferred, "AADB2C95031",
        "Bad kty parameter '{0}' for the trustframework key. Must be RSA or oct.", Documented, "graph-surface 8.2", Backend,
        "EC");
    public static readonly GraphErrorDefinition KeyTypesMixed = new(
        nameof(KeyTypesMixed), 400, Inferred, "AADB2C95032", "One can't mix RSA and Oct types in one key set.", Observed, "clients E-ks4", Backend);
    public static readonly GraphErrorDefinition TooManyKeySets = new(
        nameof(TooManyKeySets), 400, Inferred, "AADB2C", "The directory '{1}' has reached the limit of {0} key sets.", Inferred, "our own bound", Backend,
        1000, SampleTenantId);
    public static readonly GraphErrorDefinition TooManyKeys = new(
        nameof(TooManyKeys), 400, Inferred, "AADB2C", "The key set '{1}' has reached the limit of {0} keys.", Inferred, "our own bound", Backend,
        100, "B2C_1A_TokenSigningKeyContainer");
    public static readonly GraphErrorDefinition KeyUseUnknown = new(
        nameof(KeyUseUnknown), 400, Inferred, "AADB2C95033", "Bad use parameter '{0}' for the trustframework key.", Documented, "graph-surface 8.2", Backend,
        "both");
    public static readonly GraphErrorDefinition KeyUsesMixed = new(
        nameof(KeyUsesMixed), 400, Inferred, "AADB2C95042",
        "One can't mix signature and encryption usage in one key set.", Documented, "graph-surface 8.2", Backend);
    public static readonly GraphErrorDefinition KeyIdGiven = new(
        nameof(KeyIdGiven), 400, Inferred, "AADB2C95059", "One of the keys in the payload has 'kid' which is not empty.", Observed, "clients E-ks5", Backend);
    public static readonly GraphErrorDefinition SecretNotBase64Url = new(
        nameof(SecretNotBase64Url), 400, Inferred, "AADB2C95029",
        "The trustframework keyset parameter K is not base64 URL encoded.", Documented, "graph-surface 8.2", Backend);
    public static readonly GraphErrorDefinition RsaKeyIncomplete = new(
        nameof(RsaKeyIncomplete), 400, Inferred, "AADB2C95039",
        "The presented TrustFrameworkKey RSA entity is missing or the modulus or exponent.", Documented, "graph-surface 8.2", Backend);
    public static readonly GraphErrorDefinition RsaKeyTooShort = new(
        nameof(RsaKeyTooShort), 400, Inferred, "AADB2C90137", "A secure RSA key requires at least {0} bits.", Documented, "graph-surface 8.2", Backend,
        2048);
    public static readonly GraphErrorDefinition KeyBadlyFormatted = new(
        nameof(KeyBadlyFormatted), 400, Inferred, "AADB2C90215",
        "The uploaded key is badly formatted. Reason: '{0}'.", Documented, "graph-surface 8.2", Backend,
        "It is not base64 encoded.");
    public static readonly GraphErrorDefinition CertificateInvalid = new(
        nameof(CertificateInvalid), 400, Inferred, "AADB2C90179",
        "The presented X509 certificate '{0}' in tenant '{1}' is not a valid X.509 certificate: '{2}'", Documented, "graph-surface 8.2", Backend,
        "B2C_1A_TokenSigningKeyContainer", SampleTenantId, "Its key is not RSA.");
    public static readonly GraphErrorDefinition PasswordMissing = new(
        nameof(PasswordMissing), 400, Inferred, "AADB2C",
        "The value must not be null or white space. (Parameter 'password')", Inferred, "clients E-ks8", Backend);
    public static readonly GraphErrorDefinition PasswordWrong = new(
        nameof(PasswordWrong), 400, Inferred, "AADB2C90213",
        "The certificate password provided in request is incorrect.", Observed, "clients E-ks7", Backend);
    public static readonly GraphErrorDefinition NoActiveKey = new(
        nameof(NoActiveKey), 400, Inferred, "AADB2C90019",
        "The key container with id '{0}' in tenant '{1}' does not has a valid key. Reason: {2}.", Documented, "graph-surface 8.2", Backend,
        "B2C_1A_TokenSigningKeyContainer", SampleTenantId, "it has no keys");
    public static readonly GraphErrorDefinition KeyUnreadable = new(
        nameof(KeyUnreadable), 400, Inferred, "AADB2C95034",
        "The presented TrustFrameworkKey entity is of the wrong format", Documented, "graph-surface 8.2", Backend);
    public static readonly GraphErrorDefinition ParameterMissing = new(
        nameof(ParameterMissing), 400, Inferred, "AADB2C90253", "The trustframework keyset parameter '{0}' is missing", Documented, "graph-surface 8.2", Backend,
        "use");
    public static readonly GraphErrorDefinition ParameterWrong = new(
        nameof(ParameterWrong), 400, Inferred, "AADB2C90136",
        "The request is missing parameters or has the wrong parameters. '{0}' has the value '{1}'. Expected value is '{2}'.",
        Documented, "clients E-par", Backend,
        "status", "off", "enabled, disabled");
    public static readonly GraphErrorDefinition ExpiryPast = new(
        nameof(ExpiryPast), 400, Inferred, "AADB2C90214",
        "The expiry date for the key container in tenant '{0}' with storageReferenceId '{1}' is in the past. Passed date :'{2}'.",
        Documented, "graph-surface 8.2", Backend,
        SampleTenantId, "B2C_1A_TokenSigningKeyContainer", "2026-01-01T00:00:00Z");
    public static readonly GraphErrorDefinition PropertyReadOnly = new(
        nameof(PropertyReadOnly), 400, Inferred, "AADB2C99014",
        "The property '{0}' can not be modified. It's a read only property. ", Documented, "graph-surface 8.2", Backend,
        "use");

    /// <summary>All of the above, the outages and what batches are told, for the pages and for the test that no two share a name.</summary>
    public static IReadOnlyList<GraphErrorDefinition> All { get; } =
    [
        TokenMissing, TokenWithoutDots, TokenMalformed, TokenAudience, TokenIssuer, TokenTenant, TokenExpired, TokenNotYetValid,
        TokenSignature, TokenFromMicrosoft, PermissionMissing, AccessDenied, UnknownSegment, NoSuchAction, NotEmulated,
        QueryOptionNotEmulated, .. QueryOptionErrors.All,
        BadRequest, JsonUnreadable, JsonEmpty, JsonTypeExpected, BodyTooLarge, .. NegotiationErrors.All, DirectoryObjectNotFound,
        UserRequired, TooManyTenants, UnhandledException, RequestTimeout, FieldInvalid, ValueRequired, PolicyNotXml, PolicyInvalid, PolicyNotFound, PolicyExists, TooManyPolicies, KeySetNotFound, KeySetNotCreated,
        KeySetExists, KeyNotFound, KeyExists, KeyTypeMissing, KeyTypeUnknown, KeyTypesMixed, KeyUseUnknown, KeyUsesMixed, KeyIdGiven,
        SecretNotBase64Url, RsaKeyIncomplete, RsaKeyTooShort, KeyBadlyFormatted, CertificateInvalid, PasswordMissing, PasswordWrong,
        NoActiveKey, KeyUnreadable, TooManyKeySets, TooManyKeys, ParameterMissing, ParameterWrong, ExpiryPast, PropertyReadOnly, .. ServiceErrors.All, .. BatchErrors.All,
    ];
}
