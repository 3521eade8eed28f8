using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.KeySets;

/// <summary>
/// The body of K2 and K4: <c>{"id":…,"keys":[…]}</c>. Unknown members are ignored, because clients rely on it (graph-surface 2.1 [O]).
/// </summary>
internal sealed record KeySetRequest
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }

    public string? Id { get; init; }

    public IReadOnlyList<JwkRequest?>? Keys { get; init; }

    /// <summary>Null when the client sent no list, which differs from an empty list.</summary>
    public IEnumerable<KeyDraft>? ToDrafts() => Keys?.Select(jwk => (jwk ?? new JwkRequest()).ToDraft());

    /// <summary>Refuses a key with a member that only the service sets.</summary>
    public Refusal? CheckReadOnlyMembers() =>
        (Keys ?? []).Any(jwk => jwk?.Status is not null) ? new Refusal.PropertyReadOnly("status") : null;

    /// <summary>The same for an existing set. Its id, with or without the prefix, cannot change.</summary>
    public Refusal? CheckReadOnlyMembers(string id) =>
        string.IsNullOrEmpty(Id) || string.Equals(KeySet.FullId(Id), KeySet.FullId(id), StringComparison.OrdinalIgnoreCase)
            ? CheckReadOnlyMembers()
            : new Refusal.PropertyReadOnly("id");
}

/// <summary>A JWK. Unlike in the set, an unknown member makes the body invalid (graph-surface 2.1 [O]).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record JwkRequest
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }

    public string? K { get; init; }

    public IReadOnlyList<string?>? X5c { get; init; }

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

    /// <summary>Omits the members because they contain secrets.</summary>
    public override string ToString() => nameof(JwkRequest);

    public KeyDraft ToDraft() => new()
    {
        Type = Kty,
        Use = Use,
        KeyId = Kid,
        NotBefore = Nbf,
        Expires = Exp,
        Secret = K,
        Modulus = N,
        Exponent = E,
        PrivateParameters = [D, P, Q, Dp, Dq, Qi],
        CertificateChain = [.. (X5c ?? []).Select(der => der ?? "")],
        CertificateThumbprint = X5t,
    };
}

/// <summary>The parameters of K6. Members of other actions and explicit nulls are ignored (graph-surface 5 [O]).</summary>
internal sealed record GenerateKeyRequest
{
    public string? Use { get; init; }

    public string? Kty { get; init; }

    public long? Nbf { get; init; }

    public long? Exp { get; init; }

    public KeyDraft ToDraft() => new() { Type = Kty, Use = Use, NotBefore = Nbf, Expires = Exp };
}

/// <summary>The parameters of K7. <c>k</c> is the secret as plain text: graph-surface 5 [D].</summary>
internal sealed record UploadSecretRequest
{
    public string? Use { get; init; }

    public string? K { get; init; }

    public long? Nbf { get; init; }

    public long? Exp { get; init; }

    /// <summary>Omits the members because they contain secrets.</summary>
    public override string ToString() => nameof(UploadSecretRequest);

    public KeyDraft ToDraft() => new() { Use = Use, Secret = K, NotBefore = Nbf, Expires = Exp };
}

/// <summary>The parameter of K8: a certificate in base64 of DER, base64 of PEM, or PEM.</summary>
internal sealed record UploadCertificateRequest
{
    public string? Key { get; init; }
}

/// <summary>The parameters of K9: a PFX file in base64, and its password.</summary>
internal sealed record UploadPkcs12Request
{
    public string? Key { get; init; }

    public string? Password { get; init; }

    /// <summary>Omits the members because they contain secrets.</summary>
    public override string ToString() => nameof(UploadPkcs12Request);
}

/// <summary>The body of V3 in the OpenAPI document.</summary>
internal sealed record KeyPatchSchema
{
    /// <summary><c>enabled</c> or <c>disabled</c>. Without it nothing changes.</summary>
    public string? Status { get; init; }
}

/// <summary>The body of V3 as sent. A dictionary, because the refusal of an unknown member names it.</summary>
internal sealed class KeyPatchRequest() : Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase)
{
    private const string Status = "status";

    /// <summary>Null when it is absent. A value that is not a string is never a known type.</summary>
    public string? ODataType => TryGetValue("@odata.type", out var type) ? type.ToString() : null;

    /// <summary>The new status, or null to keep the current one. Annotations that clients add are ignored.</summary>
    public Result<KeyStatus?, Refusal> ReadStatus()
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
