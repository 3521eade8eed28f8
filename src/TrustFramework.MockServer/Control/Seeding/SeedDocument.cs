using System.Text.Json.Serialization;
using TrustFramework.MockServer.DirectoryObjects.Applications;
using TrustFramework.MockServer.DirectoryObjects.Users;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary><c>keysets.json</c>: <c>{"keySets":[{"id":…,"keys":[…]}]}</c></summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedKeySetFile
{
    public IReadOnlyList<SeedKeySet?>? KeySets { get; init; }
}

/// <summary>A seed in one document: <c>{"policies":[{"content":"&lt;TrustFrameworkPolicy…"}],"keySets":[…],"users":[…],"applications":[…]}</c></summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedDocument
{
    public IReadOnlyList<SeedDocumentPolicy?>? Policies { get; init; }

    public IReadOnlyList<SeedKeySet?>? KeySets { get; init; }

    public UserRequest?[]? Users { get; init; }

    public ApplicationRequest?[]? Applications { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedDocumentPolicy
{
    public string? Content { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedKeySet
{
    public string? Id { get; init; }

    public IReadOnlyList<SeedKey?>? Keys { get; init; }
}

/// <summary>A key: a plain-text secret with <c>k</c>, a public RSA key with <c>n</c> and <c>e</c>, otherwise a generated key.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedKey
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kty { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Use { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Nbf { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Exp { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? K { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? N { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? E { get; init; }

    public bool RequiresRsaGeneration() => K is null && N is null && "RSA".Equals(Kty, StringComparison.OrdinalIgnoreCase);

    /// <summary>Does not print the members, because some are secrets.</summary>
    public override string ToString() => nameof(SeedKey);

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
    };
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SeedKeySetFile))]
[JsonSerializable(typeof(SeedDocument))]
[JsonSerializable(typeof(UserRequest[]))]
[JsonSerializable(typeof(ApplicationRequest[]))]
internal sealed partial class SeedJson : JsonSerializerContext
{
    public static SeedJson Wire { get; } = new(GraphJson.CreateOptions());
}
