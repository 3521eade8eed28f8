using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Serialization;

namespace TrustFramework.MockServer.ClientTests.Beta;

/// <summary>The model of the typed beta SDK, which writes members in alphabetical order.</summary>
internal sealed class TrustFrameworkPolicy : Entity
{
    public static TrustFrameworkPolicy Create(IParseNode node) => new();
}

internal sealed class TrustFrameworkKeySet : Entity
{
    public IReadOnlyList<TrustFrameworkKey>? Keys
    {
        get => BackingStore.Get<IReadOnlyList<TrustFrameworkKey>?>("keys");
        set => BackingStore.Set("keys", value);
    }

    public IReadOnlyList<TrustFrameworkKey>? KeysV2
    {
        get => BackingStore.Get<IReadOnlyList<TrustFrameworkKey>?>("keys_v2");
        set => BackingStore.Set("keys_v2", value);
    }

    public static TrustFrameworkKeySet Create(IParseNode node) => new();

    public override IDictionary<string, Action<IParseNode>> GetFieldDeserializers() =>
        new Dictionary<string, Action<IParseNode>>(base.GetFieldDeserializers(), StringComparer.Ordinal)
        {
            ["keys"] = node => Keys = node.GetCollectionOfObjectValues(TrustFrameworkKey.Create).ToList(),
            ["keys_v2"] = node => KeysV2 = node.GetCollectionOfObjectValues(TrustFrameworkKey.Create).ToList(),
        };

    public override void Serialize(ISerializationWriter writer)
    {
        base.Serialize(writer);
        writer.WriteCollectionOfObjectValues("keys", Keys);
        writer.WriteCollectionOfObjectValues("keys_v2", KeysV2);
    }
}

/// <summary>A key, embedded in its set or as an entity of <c>keys_v2</c>.</summary>
internal sealed class TrustFrameworkKey : IParsable, IAdditionalDataHolder
{
    public IDictionary<string, object> AdditionalData { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public string? ODataType { get; set; }

    public string? D { get; set; }

    public string? Dp { get; set; }

    public string? Dq { get; set; }

    public string? E { get; set; }

    public long? Exp { get; set; }

    public string? K { get; set; }

    public string? Kid { get; set; }

    public string? Kty { get; set; }

    public string? N { get; set; }

    public long? Nbf { get; set; }

    public string? P { get; set; }

    public string? Q { get; set; }

    public string? Qi { get; set; }

    public TrustFrameworkKeyStatus? Status { get; set; }

    public string? Use { get; set; }

    public IReadOnlyList<string>? X5c { get; set; }

    public string? X5t { get; set; }

    public static TrustFrameworkKey Create(IParseNode node) => new();

    public IDictionary<string, Action<IParseNode>> GetFieldDeserializers() => new Dictionary<string, Action<IParseNode>>(StringComparer.Ordinal)
    {
        ["d"] = node => D = node.GetStringValue(),
        ["dp"] = node => Dp = node.GetStringValue(),
        ["dq"] = node => Dq = node.GetStringValue(),
        ["e"] = node => E = node.GetStringValue(),
        ["exp"] = node => Exp = node.GetLongValue(),
        ["k"] = node => K = node.GetStringValue(),
        ["kid"] = node => Kid = node.GetStringValue(),
        ["kty"] = node => Kty = node.GetStringValue(),
        ["n"] = node => N = node.GetStringValue(),
        ["nbf"] = node => Nbf = node.GetLongValue(),
        ["@odata.type"] = node => ODataType = node.GetStringValue(),
        ["p"] = node => P = node.GetStringValue(),
        ["q"] = node => Q = node.GetStringValue(),
        ["qi"] = node => Qi = node.GetStringValue(),
        ["status"] = node => Status = node.GetEnumValue<TrustFrameworkKeyStatus>(),
        ["use"] = node => Use = node.GetStringValue(),
        ["x5c"] = node => X5c = node.GetCollectionOfPrimitiveValues<string>().ToList(),
        ["x5t"] = node => X5t = node.GetStringValue(),
    };

    public void Serialize(ISerializationWriter writer)
    {
        writer.WriteStringValue("d", D);
        writer.WriteStringValue("dp", Dp);
        writer.WriteStringValue("dq", Dq);
        writer.WriteStringValue("e", E);
        writer.WriteLongValue("exp", Exp);
        writer.WriteStringValue("k", K);
        writer.WriteStringValue("kid", Kid);
        writer.WriteStringValue("kty", Kty);
        writer.WriteStringValue("n", N);
        writer.WriteLongValue("nbf", Nbf);
        writer.WriteStringValue("@odata.type", ODataType);
        writer.WriteStringValue("p", P);
        writer.WriteStringValue("q", Q);
        writer.WriteStringValue("qi", Qi);
        writer.WriteEnumValue("status", Status);
        writer.WriteStringValue("use", Use);
        writer.WriteCollectionOfPrimitiveValues("x5c", X5c);
        writer.WriteStringValue("x5t", X5t);
        writer.WriteAdditionalData(AdditionalData);
    }
}

internal enum TrustFrameworkKeyStatus
{
    [System.Runtime.Serialization.EnumMember(Value = "enabled")]
    Enabled,

    [System.Runtime.Serialization.EnumMember(Value = "disabled")]
    Disabled,
}

/// <summary>A page of a collection.</summary>
internal class CollectionResponse<T>(ParsableFactory<T> create) : BaseCollectionPaginationCountResponse
    where T : IParsable
{
    public IReadOnlyList<T>? Value { get; private set; }

    public override IDictionary<string, Action<IParseNode>> GetFieldDeserializers() =>
        new Dictionary<string, Action<IParseNode>>(base.GetFieldDeserializers(), StringComparer.Ordinal)
        {
            ["value"] = node => Value = node.GetCollectionOfObjectValues(create).ToList(),
        };
}

/// <summary>A page that the page iterator can create.</summary>
internal sealed class PolicyPage() : CollectionResponse<TrustFrameworkPolicy>(TrustFrameworkPolicy.Create);

/// <summary>The body of an action. Members that are null are not written.</summary>
internal sealed class ActionBody : IParsable
{
    public long? Exp { get; init; }

    public string? K { get; init; }

    public string? Key { get; init; }

    public string? Kty { get; init; }

    public long? Nbf { get; init; }

    public string? Password { get; init; }

    public string? Use { get; init; }

    public IDictionary<string, Action<IParseNode>> GetFieldDeserializers() => new Dictionary<string, Action<IParseNode>>(StringComparer.Ordinal);

    public void Serialize(ISerializationWriter writer)
    {
        writer.WriteLongValue("exp", Exp);
        writer.WriteStringValue("k", K);
        writer.WriteStringValue("key", Key);
        writer.WriteStringValue("kty", Kty);
        writer.WriteLongValue("nbf", Nbf);
        writer.WriteStringValue("password", Password);
        writer.WriteStringValue("use", Use);
    }
}
