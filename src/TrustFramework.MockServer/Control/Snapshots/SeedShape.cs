using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Seeding;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>What a tenant began with. A key whose secret was left out grows another one.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedShape
{
    public required string Source { get; init; }

    public required IReadOnlyList<SeedKeySet?> KeySets { get; init; }

    public required IReadOnlyList<SeedFileShape?> Policies { get; init; }

    public static SeedShape Of(Seed seed, bool secrets) => new()
    {
        Source = seed.Source,
        KeySets = secrets ? seed.KeySets : [.. seed.KeySets.Select(set => set with { Keys = set.Keys?.Select(key => key! with { K = null }).ToArray() })],
        Policies = [.. seed.Policies.Select(SeedFileShape.Of)],
    };

    public Reading<Seed> Read()
    {
        if (KeySets.Any(set => set is null || (set.Keys?.Any(key => key is null) ?? false)))
            return new Fault(".keySets", "A key set, or a key, is null.");
        return Reading.Each(Policies, policy => policy.Read()).Within(".policies")
            .Then<Seed>(policies => new Seed(Source, [.. KeySets.OfType<SeedKeySet>()], policies));
    }
}

/// <summary>A policy file of a seed, as it was given.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedFileShape
{
    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Base64 { get; init; }

    public static SeedFileShape Of(SeedPolicy policy)
    {
        var (content, base64) = FileText.Of(policy.Content);
        return new SeedFileShape { Name = policy.Name, Content = content, Base64 = base64 };
    }

    public Reading<SeedPolicy> Read() => FileText.Read(Content, Base64).Then<SeedPolicy>(bytes => new SeedPolicy(Name, bytes));
}
