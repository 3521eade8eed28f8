using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using static TrustFramework.MockServer.Graph.Errors.Catalogue;

namespace TrustFramework.MockServer.KeySets;

/// <summary>What the documents say of each operation on key sets and keys.</summary>
internal static class KeySetOperations
{
    private const string Members =
        """
        "k": null, "x5c": [], "x5t": null, "kty": "RSA", "use": "sig", "status": "enabled", "exp": null, "nbf": null,
            "kid": "Gaid7K8sO8RavMX9fzHir_Wg0femGhbY9b-B4rVIxbE", "e": "AQAB", "n": "rd54s6",
            "d": null, "p": null, "q": null, "dp": null, "dq": null, "qi": null
        """;

    private static readonly CatalogueEntry[] KeyFaults =
        [ParameterMissing, KeyUseUnknown, ExpiryPast, KeyTypesMixed, KeyUsesMixed];

    private static readonly Sample Set = Sample.Json<KeySetResource>(
        $$"""
        {
          "@odata.context": "http://localhost:8080/beta/$metadata#trustFramework/keySets/$entity",
          "id": "B2C_1A_TokenSigningKeyContainer",
          "keys": [ { {{Members}} } ]
        }
        """);

    private static readonly Sample Key = Sample.Json<KeyResource>(
        $$"""
        {
          "@odata.context": "http://localhost:8080/beta/$metadata#microsoft.graph.trustFrameworkKey",
            {{Members}}
        }
        """);

    public static readonly Operation List = new(
        "K1", "List trustFrameworkKeySets", Provenance.Documented, "Sorted by id; the order is [I].")
    {
        Description = "All key sets with their keys. Secret members are always null.",
        Answers =
        [
            new SampleAnswer(200, "The key sets.", Sample.Json<KeySetListResource>(
                $$"""
                {
                  "@odata.context": "http://localhost:8080/beta/$metadata#trustFramework/keySets",
                  "value": [ { "id": "B2C_1A_TokenSigningKeyContainer", "keys": [ { {{Members}} } ] } ]
                }
                """)),
        ],
    };

    public static readonly Operation Count = new("K11", "Count trustFrameworkKeySets", Provenance.Inferred)
    {
        Description = "How many key sets the tenant has.",
        Answers = [new SampleAnswer(200, "Digits only.", Sample.PlainText("1"))],
    };

    public static readonly Operation Get = new(
        "K3", "Get trustFrameworkKeySet", Provenance.Documented, "A missing set is 400, not 404 [O].")
    {
        Description = "One key set with its keys.",
        Answers = [new SampleAnswer(200, "The key set.", Set)],
        Refusals = [KeySetNotFound],
    };

    public static readonly Operation Create = new(
        "K2", "Create trustFrameworkKeySet", Provenance.Documented, "Empty or with JWKs; B2C_1A_ is added where it is missing.")
    {
        Description = "Creates a key set, empty or with keys as JWKs. `B2C_1A_` is put before the id unless it begins so.",
        Request = Sample.Json<NewKeySetRequest>("""{ "id": "TokenSigningKeyContainer" }"""),
        Answers = [new SampleAnswer(201, "Created. `Location` leads to it.", Set)],
        Refusals =
        [
            .. KeyFaults, KeySetExists, KeyTypeMissing, KeyTypeUnknown, KeyIdGiven, KeyExists, SecretNotBase64Url, RsaKeyIncomplete,
            KeyUnreadable, PropertyReadOnly,
        ],
    };

    public static readonly Operation Delete = new(
        "K5", "Delete trustFrameworkKeySet", Provenance.Documented, "The service leaves a copy named {id}.bak; we do not yet.")
    {
        Description = "Deletes a key set.",
        Answers = [new SampleAnswer(204, "Deleted.")],
        Refusals = [KeySetNotFound],
    };

    public static readonly Operation GenerateKey = new(
        "K6", "trustFrameworkKeySet: generateKey", Provenance.Documented, "RSA 2048 bits, oct 32 bytes [I].")
    {
        Description = "Generates a key and appends it to the set. The answer is the new key alone.",
        Request = Sample.Json<GenerateKeyRequest>("""{ "use": "sig", "kty": "RSA" }"""),
        Answers = [new SampleAnswer(200, "The new key.", Key)],
        Refusals = [.. KeyFaults, KeySetNotCreated, KeyTypeMissing, KeyTypeUnknown],
    };

    public static readonly Operation UploadSecret = new("K7", "trustFrameworkKeySet: uploadSecret", Provenance.Documented)
    {
        Description = "Appends a symmetric key. `k` is the secret as plain text; it can never be read back.",
        Request = Sample.Json<UploadSecretRequest>("""{ "use": "sig", "k": "the client secret of an identity provider" }"""),
        Answers = [new SampleAnswer(200, "The new key.", Key)],
        Refusals = [.. KeyFaults, KeySetNotCreated],
    };

    public static readonly Operation ListKeys = new("V1", "List keys_v2", Provenance.Documented, "Its permission is [I].")
    {
        Description = "The keys of a set as entities.",
        Answers =
        [
            new SampleAnswer(200, "The keys, oldest first.", Sample.Json<KeyListResource>(
                $$"""
                {
                  "@odata.context": "http://localhost:8080/beta/$metadata#trustFramework/keySets('B2C_1A_TokenSigningKeyContainer')/keys_v2",
                  "value": [ { {{Members}} } ]
                }
                """)),
        ],
        Refusals = [KeySetNotFound],
    };

    public static readonly Operation CountKeys = new("V6", "Count keys_v2", Provenance.Inferred)
    {
        Description = "How many keys the set has.",
        Answers = [new SampleAnswer(200, "Digits only.", Sample.PlainText("1"))],
        Refusals = [KeySetNotFound],
    };

    public static readonly Operation GetKey = new("V2", "Get trustFrameworkKey_v2", Provenance.Documented, "Not wrapped in value [I].")
    {
        Description = "One key. Secret members are always null.",
        Answers = [new SampleAnswer(200, "The key.", Key)],
        Refusals = [KeySetNotFound, KeyNotFound],
    };

    public static readonly Operation PatchKey = new(
        "V3", "Update trustFrameworkKey_v2", Provenance.Documented, "Only status can be changed; 204 without a body.")
    {
        Description = "Switches a key on or off: `status` is `enabled` or `disabled` and the only member that may be changed; without it nothing changes.",
        Request = Sample.Json<KeyPatchShape>("""{ "status": "disabled" }"""),
        Answers = [new SampleAnswer(204, "Changed. There is no body.")],
        Refusals = [KeySetNotFound, KeyNotFound, PropertyReadOnly, ParameterWrong],
    };

    public static readonly Operation DeleteKey = new(
        "V4", "Delete trustFrameworkKey_v2", Provenance.Inferred, "In the permission registry, but not documented.")
    {
        Description = "Takes a key out of its set.",
        Answers = [new SampleAnswer(204, "Deleted.")],
        Refusals = [KeySetNotFound, KeyNotFound],
    };
}
