using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>What a tenant begins with, as it was given: it is remembered, so that a reset begins again from it.</summary>
/// <param name="Source">Where the key sets stand, as a refusal calls it: <c>keysets.json</c>.</param>
/// <param name="KeySets">They come first: policies may only name key sets that are there.</param>
/// <param name="Policies">In any order.</param>
internal sealed record Seed(string Source, IReadOnlyList<SeedKeySet> KeySets, IReadOnlyList<SeedPolicy> Policies) : ITenantRecord
{
    public const string OnlyId = "seed";

    public static Seed Empty { get; } = new(SeedFiles.KeySetFileName, [], []);

    public string Id => OnlyId;
}

/// <summary>A policy file as it was given.</summary>
/// <param name="Name">What a refusal calls it: the file's name, or its place in a document.</param>
internal sealed record SeedPolicy(string Name, ReadOnlyMemory<byte> Content);

/// <summary>A seed that was read, or one sentence that says what to mend.</summary>
internal readonly record struct SeedReading(Seed? Seed, string? Fault)
{
    public static implicit operator SeedReading(Seed seed) => new(seed, Fault: null);

    public static SeedReading Wrong(string fault) => new(Seed: null, fault);
}
