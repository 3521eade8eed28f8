using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Applications;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>The seed of a tenant. A reset generates a new secret for a key whose secret is omitted.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedSnapshot
{
    public required string Source { get; init; }

    public required IReadOnlyList<SeedKeySet?> KeySets { get; init; }

    public required IReadOnlyList<SeedFileSnapshot?> Policies { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SeedUserSnapshot?>? Users { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SeedApplicationSnapshot?>? Applications { get; init; }

    public static SeedSnapshot From(Seed seed, bool secrets) => new()
    {
        Source = seed.Source,
        KeySets = secrets ? seed.KeySets : [.. seed.KeySets.Select(set => set with { Keys = set.Keys?.Select(key => key! with { K = null }).ToArray() })],
        Policies = [.. seed.Policies.Select(SeedFileSnapshot.From)],
        Users = seed.Users.Count == 0 ? null : [.. seed.Users.Select(user => new SeedUserSnapshot { Name = user.Name, User = UserSnapshot.From(user.Value, secrets) })],
        Applications = seed.Applications.Count == 0
            ? null
            : [.. seed.Applications.Select(application => new SeedApplicationSnapshot { Name = application.Name, Application = ApplicationSnapshot.From(application.Value, secrets) })],
    };

    public Result<Seed, SnapshotError> Read()
    {
        if (KeySets.Any(set => set is null || (set.Keys?.Any(key => key is null) ?? false)))
            return new SnapshotError(".keySets", "A key set or a key is null.");
        if (KeySets.Count > KeySetRepository.MaxKeySets || KeySets.Any(set => set!.Keys?.Count > KeySet.MaxKeys))
            return new SnapshotError(".keySets", $"A tenant has at most {KeySetRepository.MaxKeySets} key sets, and each at most {KeySet.MaxKeys} keys.");
        if (Policies.Count > PolicyRepository.MaxPolicies)
            return new SnapshotError(".policies", $"There are {Policies.Count} policies. A tenant has at most {PolicyRepository.MaxPolicies}.");
        if (Users?.Count > UserRepository.MaxUsers)
            return new SnapshotError(".users", $"There are {Users.Count} users. A tenant has at most {UserRepository.MaxUsers}.");
        if (Applications?.Count > ApplicationRepository.MaxApplications)
            return new SnapshotError(".applications", $"There are {Applications.Count} applications. A tenant has at most {ApplicationRepository.MaxApplications}.");
        return SnapshotResult.ReadAll(Policies, policy => policy.Read()).Within(".policies")
            .Map(policies => new Seed(Source, [.. KeySets.OfType<SeedKeySet>()], policies))
            .Then(seed => SnapshotResult.ReadAll(Users ?? [], user => user.Read()).Within(".users").Map(users => seed with { Users = users }))
            .Then(seed => SnapshotResult.ReadAll(Applications ?? [], item => item.Read()).Within(".applications").Map(applications => seed with { Applications = applications }));
    }
}

/// <summary>A user of a seed.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedUserSnapshot
{
    public required string Name { get; init; }

    public required UserSnapshot User { get; init; }

    public Result<SeedItem<UserChanges>, SnapshotError> Read() => User.ReadSeed().Within(".user").Map(user => new SeedItem<UserChanges>(Name, user));
}

/// <summary>An application of a seed.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedApplicationSnapshot
{
    public required string Name { get; init; }

    public required ApplicationSnapshot Application { get; init; }

    public Result<SeedItem<Application>, SnapshotError> Read() => Application.ReadSeed().Within(".application").Map(application => new SeedItem<Application>(Name, application));
}

/// <summary>A policy file of a seed.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedFileSnapshot
{
    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Base64 { get; init; }

    public static SeedFileSnapshot From(SeedPolicy policy)
    {
        var (content, base64) = FileContentEncoding.Encode(policy.Content);
        return new SeedFileSnapshot { Name = policy.Name, Content = content, Base64 = base64 };
    }

    public Result<SeedPolicy, SnapshotError> Read() => FileContentEncoding.Decode(Content, Base64).Map(bytes => new SeedPolicy(Name, bytes));
}
