using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Fills the default tenant at start from a folder: <c>keysets.json</c>, then <c>*.xml</c>, bases first.</summary>
internal sealed partial class Seed(TenantRegistry tenants, RefusalText texts, ILogger<Seed> logger)
{
    private const string KeySetFile = "keysets.json";

    /// <summary>Null when all went well, else one message that says what to mend; the server must not start then.</summary>
    public async Task<string?> LoadAsync(string folder)
    {
        if (!Directory.Exists(folder))
            return $"The seed folder '{folder}' does not exist. Set MockServer:Seed to a folder, or leave it out.";
        try
        {
            var keySets = Path.Combine(folder, KeySetFile);
            var fault = File.Exists(keySets) ? await LoadKeySetsAsync(keySets) : null;
            return fault ?? await LoadPoliciesAsync(Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal));
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return $"The seed folder '{folder}' cannot be read: {unread.Message}";
        }
    }

    private async Task<string?> LoadKeySetsAsync(string file)
    {
        SeedFile? seed;
        try
        {
            await using var stream = File.OpenRead(file);
            seed = await JsonSerializer.DeserializeAsync(stream, SeedJson.Wire.SeedFile);
        }
        catch (JsonException notJson)
        {
            return $"{file}: {notJson.Message}";
        }

        foreach (var set in seed?.KeySets ?? [])
        {
            var made = await tenants.Default.KeySets.SeedAsync(set.Id, (set.Keys ?? []).Select(key => key.Draft()));
            if (made.Refusal is { } refusal)
                return $"{file}: key set '{set.Id}': {texts.Of(refusal).Message}";
        }

        Log.KeySets(logger, seed?.KeySets?.Count ?? 0, file);
        return null;
    }

    private async Task<string?> LoadPoliciesAsync(IEnumerable<string> files)
    {
        var waiting = new List<(string File, byte[] Bytes, PolicyDocument? Policy)>();
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            waiting.Add((file, bytes, PolicyReader.Read(bytes).Document));
        }

        while (waiting.Count > 0)
        {
            // The first whose base is not still waiting itself; in a cycle simply the first, and its refusal says why.
            var next = Math.Max(0, waiting.FindIndex(candidate => !waiting.Exists(other =>
                other.Policy is { } policy && PolicyDocument.IdComparer.Equals(policy.PolicyId, candidate.Policy?.BasePolicyId))));
            var (file, bytes, _) = waiting[next];
            waiting.RemoveAt(next);
            var stored = await tenants.Default.Policies.CreateAsync(bytes);
            if (stored.Refusal is { } refusal)
                return $"{file}: {texts.Of(refusal).Message}";
            Log.Policy(logger, stored.Value.Id, file);
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Seeded {Count} key set(s) from {File}")]
        public static partial void KeySets(ILogger logger, int count, string file);

        [LoggerMessage(LogLevel.Information, "Seeded policy {PolicyId} from {File}")]
        public static partial void Policy(ILogger logger, string policyId, string file);
    }
}

/// <summary><c>{"keySets":[{"id":…,"keys":[…]}]}</c></summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedFile
{
    public IReadOnlyList<SeedKeySet>? KeySets { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedKeySet
{
    public string? Id { get; init; }

    public IReadOnlyList<SeedKey>? Keys { get; init; }
}

/// <summary>A key to be: with <c>k</c> a plain-text secret, with <c>n</c> and <c>e</c> a public RSA key, with neither generated.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedKey
{
    public string? Kty { get; init; }

    public string? Use { get; init; }

    public string? Kid { get; init; }

    public long? Nbf { get; init; }

    public long? Exp { get; init; }

    public string? K { get; init; }

    public string? N { get; init; }

    public string? E { get; init; }

    /// <summary>Says nothing of what is in it: there are secrets.</summary>
    public override string ToString() => nameof(SeedKey);

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
    };
}

[JsonSerializable(typeof(SeedFile))]
internal sealed partial class SeedJson : JsonSerializerContext
{
    public static SeedJson Wire { get; } = new(GraphJson.NewOptions());
}
