using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.KeySets;

/// <summary>
/// <c>{"id":…,"keys":[…]}</c>. Members that a key set does not have are dropped, as clients rely on (graph-surface 2.1 [O]).
/// </summary>
internal sealed record NewKeySetRequest
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }

    public string? Id { get; init; }

    public IReadOnlyList<JwkRequest?>? Keys { get; init; }

    public IEnumerable<KeyDraft> Drafts() => (Keys ?? []).Select(jwk => (jwk ?? new JwkRequest()).Draft());

    /// <summary>The members that only the service sets, of any key that brings one.</summary>
    public Refusal? ReadOnlyMember() =>
        (Keys ?? []).Any(jwk => jwk?.Status is not null) ? new Refusal.PropertyReadOnly("status") : null;
}

/// <summary>A JWK. Unlike on the set, a member that a key does not have makes the body unusable (graph-surface 2.1 [O]).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record JwkRequest
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }

    public string? K { get; init; }

    public IReadOnlyList<string>? X5c { get; init; }

    public string? X5t { get; init; }

    public string? Kty { get; init; }

    public string? Use { get; init; }

    public string? Status { get; init; }

    public long? Exp { get; init; }

    public long? Nbf { get; init; }

    public string? Kid { get; init; }

    public string? E { get; init; }

    public string? N { get; init; }

    public string? D { get; init; }

    public string? P { get; init; }

    public string? Q { get; init; }

    public string? Dp { get; init; }

    public string? Dq { get; init; }

    public string? Qi { get; init; }

    /// <summary>Says nothing of what is in it: there are secrets.</summary>
    public override string ToString() => nameof(JwkRequest);

    public KeyDraft Draft() => new()
    {
        Type = Kty,
        Use = Use,
        KeyId = Kid,
        NotBefore = Nbf,
        Expires = Exp,
        Secret = K,
        Modulus = N,
        Exponent = E,
        PrivateParts = (D, P, Q, Dp, Dq, Qi) is ({ } d, { } p, { } q, { } dp, { } dq, { } qi) ? [d, p, q, dp, dq, qi] : null,
        CertificateChain = [.. X5c ?? []],
        CertificateThumbprint = X5t,
    };
}

/// <summary>The parameters of K6; members of other actions, and explicit nulls, do no harm (graph-surface 5 [O]).</summary>
internal sealed record GenerateKeyRequest
{
    public string? Use { get; init; }

    public string? Kty { get; init; }

    public long? Nbf { get; init; }

    public long? Exp { get; init; }

    public KeyDraft Draft() => new() { Type = Kty, Use = Use, NotBefore = Nbf, Expires = Exp };
}

/// <summary>The parameters of K7. <c>k</c> is the secret as plain text: graph-surface 5 [D].</summary>
internal sealed record UploadSecretRequest
{
    public string? Use { get; init; }

    public string? K { get; init; }

    public long? Nbf { get; init; }

    public long? Exp { get; init; }

    /// <summary>Says nothing of what is in it: there are secrets.</summary>
    public override string ToString() => nameof(UploadSecretRequest);

    public KeyDraft Draft() => new() { Use = Use, Secret = K, NotBefore = Nbf, Expires = Exp };
}

/// <summary>The body of V3 as the documents show it.</summary>
internal sealed record KeyPatchShape
{
    /// <summary><c>enabled</c> or <c>disabled</c>; left out, nothing changes.</summary>
    public string? Status { get; init; }
}

/// <summary>The body of V3, member by member.</summary>
internal sealed class KeyPatchRequest() : Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase)
{
    private const string Status = "status";

    /// <summary>Null when there is none; what is no text is no type either.</summary>
    public string? ODataType => TryGetValue("@odata.type", out var type) ? type.ToString() : null;

    /// <summary>The new status, null to leave it, or why neither. Annotations that clients add are no properties.</summary>
    public Outcome<KeyStatus?> Read()
    {
        if (Keys.FirstOrDefault(name => !name.StartsWith('@') && !Comparer.Equals(name, Status)) is { } other)
            return new Refusal.PropertyReadOnly(other);
        if (!TryGetValue(Status, out var status))
            return (KeyStatus?)null;
        return status.ValueKind == JsonValueKind.String && status.ValueEquals("enabled") ? KeyStatus.Enabled
            : status.ValueKind == JsonValueKind.String && status.ValueEquals("disabled") ? KeyStatus.Disabled
            : new Refusal.ParameterWrong(Status, status.ToString(), "enabled, disabled");
    }
}
