using System.Text.Json.Serialization;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Applications;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>What readers see instead of a record until a delayed write becomes visible. One of the ids says which kind of record it is.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PreviousVersionSnapshot
{
    public required long Number { get; init; }

    public required DateTimeOffset Until { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PolicyId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? KeySetId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserId { get; init; }

    /// <summary>The object id of an application.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ApplicationId { get; init; }

    /// <summary>Null when readers see no policy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PolicySnapshot? Policy { get; init; }

    /// <summary>Null when readers see no key set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KeySetSnapshot? KeySet { get; init; }

    /// <summary>Null when readers see no user.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UserSnapshot? User { get; init; }

    /// <summary>Null when readers see no application.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ApplicationSnapshot? Application { get; init; }

    public static PreviousVersionSnapshot From(PreviousVersion version, bool secrets)
    {
        string? GetId(Type kind) => version.Kind == kind ? version.RecordId : null;
        return new PreviousVersionSnapshot
        {
            Number = version.Number,
            Until = version.Until,
            PolicyId = GetId(typeof(StoredPolicy)),
            KeySetId = GetId(typeof(KeySet)),
            UserId = GetId(typeof(DirectoryUser)),
            ApplicationId = GetId(typeof(Application)),
            Policy = version.Record is StoredPolicy policy ? PolicySnapshot.From(policy, secrets) : null,
            KeySet = version.Record is KeySet keySet ? KeySetSnapshot.From(keySet, secrets) : null,
            User = version.Record is DirectoryUser user ? UserSnapshot.From(user, secrets) : null,
            Application = version.Record is Application application ? ApplicationSnapshot.From(application, secrets) : null,
        };
    }

    public Result<PreviousVersion, SnapshotError> Read()
    {
        if (Number < 1)
            return new SnapshotError(".number", "The value is not positive.");
        return (PolicyId, KeySetId, UserId, ApplicationId) switch
        {
            ({ } id, null, null, null) when HasNoOtherThan(Policy) => Create<StoredPolicy>(id, Policy?.Read().Within(".policy")),
            (null, { } id, null, null) when HasNoOtherThan(KeySet) => Create<KeySet>(id, KeySet?.Read().Within(".keySet")),
            (null, null, { } id, null) when HasNoOtherThan(User) => Create<DirectoryUser>(id, User?.Read().Within(".user")),
            (null, null, null, { } id) when HasNoOtherThan(Application) => Create<Application>(id, Application?.Read().Within(".application")),
            _ => new SnapshotError("", "Write one of policyId, keySetId, userId and applicationId, with the previous policy, key set, user or application."),
        };
    }

    private bool HasNoOtherThan(object? allowed) => new object?[] { Policy, KeySet, User, Application }.All(record => record is null || ReferenceEquals(record, allowed));

    private Result<PreviousVersion, SnapshotError> Create<T>(string id, Result<T, SnapshotError>? record)
        where T : class, ITenantRecord
    {
        if (record is null)
            return new PreviousVersion(Number, typeof(T), id, Record: null, Until);
        return record.Value.Then<PreviousVersion>(previous => StringComparer.OrdinalIgnoreCase.Equals(previous.Id, id)
            ? new PreviousVersion(Number, typeof(T), id, previous, Until)
            : new SnapshotError("", $"The previous version of '{id}' has the id '{previous.Id}'."));
    }
}
