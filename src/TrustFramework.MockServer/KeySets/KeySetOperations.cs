using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using static TrustFramework.MockServer.Graph.Errors.KeySetErrors;

namespace TrustFramework.MockServer.KeySets;

/// <summary>The documentation of each operation on key sets and keys.</summary>
internal static class KeySetOperations
{
    private const string KeyMembers =
        """
        "k": null, "x5c": [], "x5t": null, "kty": "RSA", "use": "sig", "status": "enabled", "exp": null, "nbf": null,
            "kid": "Gaid7K8sO8RavMX9fzHir_Wg0femGhbY9b-B4rVIxbE", "e": "AQAB", "n": "rd54s6",
            "d": null, "p": null, "q": null, "dp": null, "dq": null, "qi": null
        """;

    private static readonly GraphErrorDefinition[] KeyErrors =
        [ParameterMissing, KeyUseUnknown, ExpiryPast, KeyTypesMixed, KeyUsesMixed, TooManyKeys];

    private static readonly GraphErrorDefinition[] JwkErrors =
    [
        .. KeyErrors, KeyTypeMissing, KeyTypeUnknown, KeyIdGiven, KeyExists, SecretNotBase64Url, RsaKeyIncomplete, RsaKeyTooShort,
        KeyUnreadable, CertificateInvalid, KeyBadlyFormatted, PropertyReadOnly,
    ];

    /// <summary>The errors of a key in a file. A file has no <c>use</c> and no <c>kty</c> that could be invalid.</summary>
    private static readonly GraphErrorDefinition[] FileErrors =
        [ParameterMissing, KeySetNotCreated, KeyBadlyFormatted, ExpiryPast, RsaKeyTooShort, KeyTypesMixed, KeyUsesMixed, KeyExists, TooManyKeys];

    private static readonly Sample KeySetSample = Sample.Json<KeySetResource>(
        $$"""
        {
          "@odata.context": "http://localhost:8080/beta/$metadata#trustFramework/keySets/$entity",
          "id": "B2C_1A_TokenSigningKeyContainer",
          "keys": [ { {{KeyMembers}} } ]
        }
        """);

    private static readonly Sample KeySample = Sample.Json<KeyResource>(
        $$"""
        {
          "@odata.context": "http://localhost:8080/beta/$metadata#microsoft.graph.trustFrameworkKey",
            {{KeyMembers}}
        }
        """);

    private static readonly Sample SecretKeySample = Sample.Json<KeyResource>(
        """
        {
          "@odata.context": "http://localhost:8080/beta/$metadata#microsoft.graph.trustFrameworkKey",
            "k": null, "x5c": [], "x5t": null, "kty": "oct", "use": "sig", "status": "enabled", "exp": null, "nbf": null,
            "kid": "Gaid7K8sO8RavMX9fzHir_Wg0femGhbY9b-B4rVIxbE", "e": null, "n": null,
            "d": null, "p": null, "q": null, "dp": null, "dq": null, "qi": null
        }
        """);

    private static readonly Sample CertifiedKeySample = Sample.Json<KeyResource>(
        $$"""
        {
          "@odata.context": "http://localhost:8080/beta/$metadata#microsoft.graph.trustFrameworkKey",
            "k": null, "x5c": [ "{{ExampleFiles.Certificate}}" ], "x5t": "Ixc8PO583j-fjhrc2jpJNDmvO6c", "kty": "RSA", "use": "sig",
            "status": "enabled", "exp": 4948906007, "nbf": 1795306007,
            "kid": "_7l9AUQOf3Lp7arVMZ6lMvlKmiicPHYPsIF3Zy17M0E", "e": "AQAB",
            "n": "uIDdPJ4JQPfABHI4TZp4-kaasqWu-UzHQ6Nx9r49_Xw5zGov4iZsHBO95742KPXIDYV90wf7RtHE-8YsnvBn_YncSBQqRwU18K4BNP5U9YjtFG173zclmElqqAevihPTUJVKOejU0Zzm_ncDrstYDLKHNRjuUmCK3zBFPetAdDAuiPnTKjw5LvaH-K-rVqMlyXowkRIRw-5M53ZYdRg6GVZeKoY1ZtA4GtdCYi1Fi2pD2ONIDFGEVsNNeDCBQkoKd9HwosdE7NymYoEE2q2QnNB8JVSPyN7RBFo_qJoYpSkqjA4mDLFh8YAbGb6Em1eDjobn9kp21aB6bgte2tnagQ",
            "d": null, "p": null, "q": null, "dp": null, "dq": null, "qi": null
        }
        """);

    private static readonly Sample ReplaceRequestSample = Sample.Json<KeySetRequest>("""{ "keys": [ { "kty": "oct", "use": "sig", "k": "c2VjcmV0" } ] }""");

    public static readonly Operation List = new(
        "K1", "List trustFrameworkKeySets", Provenance.Documented, "Sorted by id; the order is [I].")
    {
        Description = "Lists all key sets with their keys. Secret members are always null.",
        Responses =
        [
            new SampleResponse(200, "The key sets.", Sample.Json<CollectionResource<KeySetResource>>(
                $$"""
                {
                  "@odata.context": "http://localhost:8080/beta/$metadata#trustFramework/keySets",
                  "value": [ { "id": "B2C_1A_TokenSigningKeyContainer", "keys": [ { {{KeyMembers}} } ] } ]
                }
                """)),
        ],
    };

    public static readonly Operation Count = new("K11", "Count trustFrameworkKeySets", Provenance.Inferred)
    {
        Description = "Returns the number of key sets of the tenant.",
        Responses = [new SampleResponse(200, "The number as plain text.", Sample.PlainText("1"))],
    };

    public static readonly Operation Get = new(
        "K3", "Get trustFrameworkKeySet", Provenance.Documented, "If the set is missing, the status is 400, not 404 [O].")
    {
        Description = "Returns a key set with its keys.",
        Responses = [new SampleResponse(200, "The key set.", KeySetSample)],
        Refusals = [KeySetNotFound],
    };

    public static readonly Operation Create = new(
        "K2", "Create trustFrameworkKeySet", Provenance.Documented, "Empty or with JWKs. B2C_1A_ is added when it is missing.")
    {
        Description = "Creates a key set, empty or with keys as JWKs. The prefix `B2C_1A_` is added to the id when it is missing.",
        Request = Sample.Json<KeySetRequest>("""{ "id": "TokenSigningKeyContainer" }"""),
        Responses = [new SampleResponse(201, "Created. `Location` is its address.", KeySetSample)],
        Refusals = [.. JwkErrors, KeySetExists, TooManyKeySets],
    };

    public static readonly Operation Put = new(
        "K4", "Update trustFrameworkKeySet", Provenance.Documented, "Replaces all keys. None can be kept, because kid is refused [O].")
    {
        Description = "Replaces all keys of the set by the JWKs in the request. An empty list empties the set. A request without `keys` is refused.",
        Request = ReplaceRequestSample,
        Responses = [new SampleResponse(200, "The key set with its new keys.", KeySetSample)],
        Refusals = [.. JwkErrors, KeySetNotCreated],
    };

    public static readonly Operation Patch = new(
        "K4b", "Update trustFrameworkKeySet by PATCH", Provenance.Documented, "SDKs send it [C]. That it replaces all keys, as PUT does, is [I].")
    {
        Description = "Same as PUT. The typed SDKs send PATCH.",
        Request = ReplaceRequestSample,
        Responses = [new SampleResponse(200, "The key set with its new keys.", KeySetSample)],
        Refusals = [.. JwkErrors, KeySetNotCreated],
    };

    public static readonly Operation Delete = new(
        "K5", "Delete trustFrameworkKeySet", Provenance.Documented, "A copy named {id}.bak remains. It can be read and deleted but is not listed [I].")
    {
        Description = "Deletes a key set and keeps a copy of it as `{id}.bak`. Deleting the copy is permanent.",
        Responses = [new SampleResponse(204, "Deleted.")],
        Refusals = [KeySetNotFound],
    };

    public static readonly Operation GenerateKey = new(
        "K6", "trustFrameworkKeySet: generateKey", Provenance.Documented, "RSA 2048 bits, oct 32 bytes [I].")
    {
        IsBoundOperation = true,
        Description = "Generates a key and appends it to the set. The response contains only the new key.",
        Request = Sample.Json<GenerateKeyRequest>("""{ "use": "sig", "kty": "RSA" }"""),
        Responses = [new SampleResponse(200, "The new key.", KeySample)],
        Refusals = [.. KeyErrors, KeySetNotCreated, KeyTypeMissing, KeyTypeUnknown],
    };

    public static readonly Operation UploadSecret = new("K7", "trustFrameworkKeySet: uploadSecret", Provenance.Documented)
    {
        IsBoundOperation = true,
        Description = "Appends a symmetric key. `k` is the secret as plain text. It cannot be read back.",
        Request = Sample.Json<UploadSecretRequest>("""{ "use": "sig", "k": "the client secret of an identity provider" }"""),
        Responses = [new SampleResponse(200, "The new key.", SecretKeySample)],
        Refusals = [.. KeyErrors, KeySetNotCreated],
    };

    public static readonly Operation UploadCertificate = new(
        "K8", "trustFrameworkKeySet: uploadCertificate", Provenance.Documented, "nbf and exp come from the certificate [I]; use is sig [D].")
    {
        IsBoundOperation = true,
        Description = "Appends the public RSA key of a certificate. `key` is base64 of DER, PEM, or base64 of PEM.",
        Request = Sample.Json<UploadCertificateRequest>($$"""{ "key": "{{ExampleFiles.Certificate}}" }"""),
        Responses = [new SampleResponse(200, "The new key.", CertifiedKeySample)],
        Refusals = [.. FileErrors, CertificateInvalid],
    };

    public static readonly Operation UploadPkcs12 = new(
        "K9", "trustFrameworkKeySet: uploadPkcs12", Provenance.Documented, "AES is refused as a wrong password [O]; so is a SHA-2 MAC [I].")
    {
        IsBoundOperation = true,
        Description =
            "Appends the RSA key of a PFX file with its private part, which cannot be read back. `key` is base64 of the file. "
            + "The service only reads TripleDES with SHA-1: `openssl pkcs12 -export -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1`.",
        Request = Sample.Json<UploadPkcs12Request>(
            $$"""{ "key": "{{ExampleFiles.Pkcs12}}", "password": "{{ExampleFiles.Password}}" }"""),
        Responses = [new SampleResponse(200, "The new key.", CertifiedKeySample)],
        Refusals = [.. FileErrors, PasswordMissing, PasswordWrong],
    };

    public static readonly Operation GetActiveKey = new(
        "K10", "trustFrameworkKeySet: getActiveKey", Provenance.Documented, "The choice between several valid keys is [I], derived from documented rules [D].")
    {
        IsBoundOperation = true,
        Description =
            "Returns the active key: of the enabled keys that are valid by `nbf` and `exp`, the one with the latest `nbf`. "
            + "Keys without `nbf` come after all others. Ties go to the key that was added last.",
        Responses = [new SampleResponse(200, "The active key.", KeySample)],
        Refusals = [KeySetNotFound, NoActiveKey],
    };

    public static readonly Operation ListKeys = new("V1", "List keys_v2", Provenance.Documented, "Sorted by kid; the order and the permission are [I].")
    {
        Description = "Lists the keys of a set as entities.",
        Responses =
        [
            new SampleResponse(200, "The keys.", Sample.Json<CollectionResource<KeyResource>>(
                $$"""
                {
                  "@odata.context": "http://localhost:8080/beta/$metadata#trustFramework/keySets('B2C_1A_TokenSigningKeyContainer')/keys_v2",
                  "value": [ { {{KeyMembers}} } ]
                }
                """)),
        ],
        Refusals = [KeySetNotFound],
    };

    public static readonly Operation CountKeys = new("V6", "Count keys_v2", Provenance.Inferred)
    {
        Description = "Returns the number of keys in the set.",
        Responses = [new SampleResponse(200, "The number as plain text.", Sample.PlainText("1"))],
        Refusals = [KeySetNotFound],
    };

    public static readonly Operation GetKey = new("V2", "Get trustFrameworkKey_v2", Provenance.Documented, "The response is not wrapped in value [I].")
    {
        Description = "Returns a key. Secret members are always null.",
        Responses =
        [
            new SampleResponse(200, "The key.", Sample.Json<KeyResource>(
                $$"""
                {
                  "@odata.context": "http://localhost:8080/beta/$metadata#trustFramework/keySets('B2C_1A_TokenSigningKeyContainer')/keys_v2/$entity",
                  {{KeyMembers}}
                }
                """)),
        ],
        Refusals = [KeySetNotFound, KeyNotFound],
    };

    public static readonly Operation PatchKey = new(
        "V3", "Update trustFrameworkKey_v2", Provenance.Documented, "Only status can be changed. The response is 204 without a body.")
    {
        Description = "Enables or disables a key. `status` is `enabled` or `disabled` and the only member that can be changed. Without it nothing changes.",
        Request = Sample.Json<KeyPatchSchema>("""{ "status": "disabled" }"""),
        Responses = [new SampleResponse(204, "Changed. The response has no body.")],
        Refusals = [KeySetNotFound, KeyNotFound, PropertyReadOnly, ParameterWrong],
    };

    public static readonly Operation DeleteKey = new(
        "V4", "Delete trustFrameworkKey_v2", Provenance.Inferred, "Listed in the permission registry, but not documented.")
    {
        Description = "Removes a key from its set.",
        Responses = [new SampleResponse(204, "Deleted.")],
        Refusals = [KeySetNotFound, KeyNotFound],
    };
}
