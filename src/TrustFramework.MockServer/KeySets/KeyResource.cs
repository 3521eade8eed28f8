using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.KeySets;

/// <summary>
/// The JSON of a trustFrameworkKey or trustFrameworkKey_v2, with the members in the order of the vendor's samples (graph-surface 2.1 [C]).
/// Secret members are always null, and a missing certificate chain is empty: graph-surface 4.K6 [D].
/// </summary>
internal sealed record KeyResource
{
    [JsonPropertyName("@odata.context")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Context { get; init; }

    public string? K { get; }

    public required IReadOnlyList<string> X5c { get; init; }

    public required string? X5t { get; init; }

    /// <summary>RSA or oct, in exactly this letter case: graph-surface 5 [O].</summary>
    public required string Kty { get; init; }

    public required string Use { get; init; }

    public required string Status { get; init; }

    public required long? Exp { get; init; }

    public required long? Nbf { get; init; }

    public required string Kid { get; init; }

    public required string? E { get; init; }

    public required string? N { get; init; }

    public string? D { get; }

    public string? P { get; }

    public string? Q { get; }

    public string? Dp { get; }

    public string? Dq { get; }

    public string? Qi { get; }

    public static KeyResource From(Key key)
    {
        var rsa = key.Material as KeyMaterial.Rsa;
        return new KeyResource
        {
            X5c = key.CertificateChain,
            X5t = key.CertificateThumbprint,
            Kty = rsa is null ? "oct" : "RSA",
            Use = key.Use == KeyUse.Signature ? "sig" : "enc",
            Status = key.Status == KeyStatus.Enabled ? "enabled" : "disabled",
            Exp = key.Expires,
            Nbf = key.NotBefore,
            Kid = key.KeyId,
            E = rsa is null ? null : Base64Url.EncodeToString(rsa.Parameters.Exponent),
            N = rsa is null ? null : Base64Url.EncodeToString(rsa.Parameters.Modulus),
        };
    }
}

/// <summary>The JSON of a trustFrameworkKeySet with its keys.</summary>
internal sealed record KeySetResource
{
    [JsonPropertyName("@odata.context")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Context { get; init; }

    public required string Id { get; init; }

    public required IReadOnlyList<KeyResource> Keys { get; init; }

    /// <summary>The context of <see cref="Expanded"/>; both are present only with <c>$expand</c>.</summary>
    [JsonPropertyName("keys_v2@odata.context")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExpandedContext { get; init; }

    [JsonPropertyName("keys_v2")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<KeyResource>? Expanded { get; init; }

    /// <param name="expandedContext">The context of the expanded keys; null without <c>$expand</c>.</param>
    public static KeySetResource From(KeySet set, string? expandedContext)
    {
        KeyResource[] keys = [.. set.Keys.Select(KeyResource.From)];
        return new KeySetResource { Id = set.Id, Keys = keys, ExpandedContext = expandedContext, Expanded = expandedContext is null ? null : keys };
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(KeyResource))]
[JsonSerializable(typeof(CollectionResource<KeyResource>))]
[JsonSerializable(typeof(KeySetResource))]
[JsonSerializable(typeof(CollectionResource<KeySetResource>))]
[JsonSerializable(typeof(KeySetRequest))]
[JsonSerializable(typeof(GenerateKeyRequest))]
[JsonSerializable(typeof(UploadSecretRequest))]
[JsonSerializable(typeof(UploadCertificateRequest))]
[JsonSerializable(typeof(UploadPkcs12Request))]
[JsonSerializable(typeof(KeyPatchRequest))]
[JsonSerializable(typeof(KeyPatchSchema))]
internal sealed partial class KeySetJson : JsonSerializerContext
{
    public static KeySetJson Wire { get; } = new(GraphJson.CreateOptions());
}
