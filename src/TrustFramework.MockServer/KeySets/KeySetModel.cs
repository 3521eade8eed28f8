using TrustFramework.MockServer.Graph.Model;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.KeySets;

/// <summary>What key sets and their keys are in the model: graph-surface 2 [C].</summary>
internal static class KeySetModel
{
    public static EnumType KeyStatus { get; } = new("microsoft.graph.trustFrameworkKeyStatus", "enabled", "disabled", "unknownFutureValue");

    /// <summary>A key as a value inside its set.</summary>
    public static StructuredType Key { get; } = new("microsoft.graph.trustFrameworkKey") { IsEntity = false, Properties = Properties(isEntity: false) };

    /// <summary>The same key as an entity of its own.</summary>
    public static StructuredType KeyEntity { get; } = new("microsoft.graph.trustFrameworkKey_v2") { Key = "kid", Properties = Properties(isEntity: true) };

    public static StructuredType KeySet { get; } = new("microsoft.graph.trustFrameworkKeySet")
    {
        Base = StructuredType.Entity,
        Key = "id",
        Properties = [.. StructuredType.Entity.Properties, new EdmProperty("keys", Key) { IsCollection = true }],
        NavigationProperties = [new NavigationProperty("keys_v2", KeyEntity, IsContained: false)],
    };

    /// <summary>What can be called on a set: graph-surface 5 [C].</summary>
    public static IReadOnlyList<BoundOperation> Calls { get; } =
    [
        new BoundOperation("getActiveKey", KeySet, Key) { IsFunction = true },
        new BoundOperation("generateKey", KeySet, Key, Text("use"), Text("kty"), Time("nbf"), Time("exp")),
        new BoundOperation("uploadSecret", KeySet, Key, Text("use"), Text("k"), Time("nbf"), Time("exp")),
        new BoundOperation("uploadCertificate", KeySet, Key, Text("key")),
        new BoundOperation("uploadPkcs12", KeySet, Key, Text("key"), Text("password")),
    ];

    public static EntityAccessor<KeySet> SetShape { get; } = new(KeySet, (set, _) => set.Id);

    /// <summary>Secrets are null to a filter as they are on the wire: none can be guessed by asking.</summary>
    public static EntityAccessor<Key> KeyShape { get; } = new(KeyEntity, (key, property) =>
    {
        var seen = KeyResource.From(key);
        return property switch
        {
            "x5t" => seen.X5t,
            "kty" => seen.Kty,
            "use" => seen.Use,
            "status" => seen.Status,
            "exp" => seen.Exp,
            "nbf" => seen.Nbf,
            "kid" => seen.Kid,
            "e" => seen.E,
            "n" => seen.N,
            _ => null,
        };
    });

    private static IReadOnlyList<EdmProperty> Properties(bool isEntity) =>
    [
        Text("k"),
        Text("x5c") with { IsCollection = true },
        Text("x5t"),
        Text("kty"),
        Text("use"),
        new EdmProperty("status", KeyStatus),
        Time("exp"),
        Time("nbf"),
        Text("kid") with { IsNullable = !isEntity },
        .. Texts("e", "n", "d", "p", "q", "dp", "dq", "qi"),
    ];

    private static IEnumerable<EdmProperty> Texts(params string[] names) => names.Select(Text);

    private static EdmProperty Text(string name) => new(name, PrimitiveType.String);

    /// <summary>Unix seconds.</summary>
    private static EdmProperty Time(string name) => new(name, PrimitiveType.Int64);
}
