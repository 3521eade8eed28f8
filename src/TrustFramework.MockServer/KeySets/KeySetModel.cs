using TrustFramework.MockServer.Graph.Model;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.KeySets;

/// <summary>The types of key sets and keys: graph-surface 2 [C].</summary>
internal static class KeySetModel
{
    public static EnumType KeyStatus { get; } = new("microsoft.graph.trustFrameworkKeyStatus", "enabled", "disabled", "unknownFutureValue");

    /// <summary>A key as a value in its set.</summary>
    public static StructuredType Key { get; } = new("microsoft.graph.trustFrameworkKey") { IsEntity = false, Properties = KeyProperties(isEntity: false) };

    /// <summary>The same key as an entity.</summary>
    public static StructuredType KeyEntity { get; } = new("microsoft.graph.trustFrameworkKey_v2") { Key = "kid", Properties = KeyProperties(isEntity: true) };

    public static StructuredType KeySet { get; } = new("microsoft.graph.trustFrameworkKeySet")
    {
        Base = StructuredType.Entity,
        Key = "id",
        Properties = [.. StructuredType.Entity.Properties, new EdmProperty("keys", Key) { IsCollection = true }],
        NavigationProperties = [new NavigationProperty("keys_v2", KeyEntity, IsContained: false)],
    };

    /// <summary>The actions and the function of a set: graph-surface 5 [C].</summary>
    public static IReadOnlyList<BoundOperation> BoundOperations { get; } =
    [
        new BoundOperation("getActiveKey", KeySet, Key) { IsFunction = true },
        new BoundOperation("generateKey", KeySet, Key, StringProperty("use"), StringProperty("kty"), UnixTimeProperty("nbf"), UnixTimeProperty("exp")),
        new BoundOperation("uploadSecret", KeySet, Key, StringProperty("use"), StringProperty("k"), UnixTimeProperty("nbf"), UnixTimeProperty("exp")),
        new BoundOperation("uploadCertificate", KeySet, Key, StringProperty("key")),
        new BoundOperation("uploadPkcs12", KeySet, Key, StringProperty("key"), StringProperty("password")),
    ];

    public static EntityAccessor<KeySet> KeySetAccessor { get; } = new(KeySet, (set, _) => set.Id);

    /// <summary>A filter sees the members as the response shows them, so that it cannot be used to guess a secret.</summary>
    public static EntityAccessor<Key> KeyAccessor { get; } = new(KeyEntity, (key, property) =>
    {
        var resource = KeyResource.From(key);
        return property switch
        {
            "x5t" => resource.X5t,
            "kty" => resource.Kty,
            "use" => resource.Use,
            "status" => resource.Status,
            "exp" => resource.Exp,
            "nbf" => resource.Nbf,
            "kid" => resource.Kid,
            "e" => resource.E,
            "n" => resource.N,
            _ => null,
        };
    });

    private static IReadOnlyList<EdmProperty> KeyProperties(bool isEntity) =>
    [
        StringProperty("k"),
        StringProperty("x5c") with { IsCollection = true },
        StringProperty("x5t"),
        StringProperty("kty"),
        StringProperty("use"),
        new EdmProperty("status", KeyStatus),
        UnixTimeProperty("exp"),
        UnixTimeProperty("nbf"),
        StringProperty("kid") with { IsNullable = !isEntity },
        .. StringProperties("e", "n", "d", "p", "q", "dp", "dq", "qi"),
    ];

    private static IEnumerable<EdmProperty> StringProperties(params string[] names) => names.Select(StringProperty);

    private static EdmProperty StringProperty(string name) => new(name, PrimitiveType.String);

    /// <summary>Unix seconds.</summary>
    private static EdmProperty UnixTimeProperty(string name) => new(name, PrimitiveType.Int64);
}
