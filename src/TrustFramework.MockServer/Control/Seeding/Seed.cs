using TrustFramework.Tenants.Applications;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>The initial contents of a tenant. The tenant keeps it, so that a reset can apply it again.</summary>
/// <param name="Source">The source of the key sets in error messages: <c>keysets.json</c>.</param>
/// <param name="KeySets">Created before the policies, which may only reference existing key sets.</param>
/// <param name="Policies">In any order.</param>
internal sealed record Seed(string Source, IReadOnlyList<SeedKeySet> KeySets, IReadOnlyList<SeedPolicy> Policies) : ITenantRecord
{
    public const string OnlyId = "seed";

    public static Seed Empty { get; } = new(SeedFiles.KeySetFileName, [], []);

    /// <summary>Passwords are hashed.</summary>
    public IReadOnlyList<SeedItem<UserChanges>> Users { get; init; } = [];

    /// <summary>Secrets are hashed. An object id that is not given is empty.</summary>
    public IReadOnlyList<SeedItem<Application>> Applications { get; init; } = [];

    public string Id => OnlyId;
}

/// <summary>A user or an application.</summary>
/// <param name="Name">The name in error messages: <c>users.json[0]</c>.</param>
internal sealed record SeedItem<T>(string Name, T Value);

/// <summary>A policy file.</summary>
/// <param name="Name">The name in error messages: the file name, or the position in a document.</param>
internal sealed record SeedPolicy(string Name, ReadOnlyMemory<byte> Content);
