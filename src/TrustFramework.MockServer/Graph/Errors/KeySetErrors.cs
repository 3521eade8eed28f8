using static TrustFramework.MockServer.Graph.Errors.ErrorLayer;
using static TrustFramework.PolicyXml.Provenance;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Errors of key sets and keys: graph-surface 8.2.</summary>
internal static class KeySetErrors
{
    private const string SampleTenantId = GraphErrorCatalog.SampleTenantId;

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
        "Key with 'kid': '{0}' cannot be found in the directory '{1}'", Inferred, "by analogy with clients E-ks2", Backend,
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
        nameof(TooManyKeySets), 400, Inferred, "AADB2C", "The directory '{1}' has reached the limit of {0} key sets.", Inferred, "MockServer's own limit", Backend,
        1000, SampleTenantId);

    public static readonly GraphErrorDefinition TooManyKeys = new(
        nameof(TooManyKeys), 400, Inferred, "AADB2C", "The key set '{1}' has reached the limit of {0} keys.", Inferred, "MockServer's own limit", Backend,
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

    public static IReadOnlyList<GraphErrorDefinition> All { get; } =
    [
        KeySetNotFound, KeySetNotCreated, KeySetExists, KeyNotFound, KeyExists, KeyTypeMissing, KeyTypeUnknown, KeyTypesMixed,
        TooManyKeySets, TooManyKeys, KeyUseUnknown, KeyUsesMixed, KeyIdGiven, SecretNotBase64Url, RsaKeyIncomplete, RsaKeyTooShort,
        KeyBadlyFormatted, CertificateInvalid, PasswordMissing, PasswordWrong, NoActiveKey, KeyUnreadable, ParameterMissing,
        ParameterWrong, ExpiryPast, PropertyReadOnly,
    ];
}
