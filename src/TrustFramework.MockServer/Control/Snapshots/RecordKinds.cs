using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Reset;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>All kinds of records, in the order of a snapshot. A test fails when a kind is missing.</summary>
internal static class RecordKinds
{
    private static readonly SnapshotJson Json = SnapshotJson.Wire;

    public static IReadOnlyList<RecordKind> All { get; } =
    [
        RecordKind.Single<TenantProfile, string>("domain", Json.String, (profile, _) => profile.Domain, ReadDomain).WithResetPart(ResetPart.State),
        RecordKind.Single<Sandbox, SandboxSnapshot>("sandbox", Json.SandboxSnapshot, SandboxSnapshot.From, snapshot => snapshot.Read()),
        RecordKind.Single<ClockSetting, ClockSnapshot>("clock", Json.ClockSnapshot, ClockSnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.Clock),
        RecordKind.Multiple<FaultRule, FaultRuleSnapshot>("faults", Json.FaultRuleSnapshotArray, FaultRuleSnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.Faults),
        RecordKind.Multiple<StoredPolicy, PolicySnapshot>("policies", Json.PolicySnapshotArray, PolicySnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.State),
        RecordKind.Multiple<KeySet, KeySetSnapshot>("keySets", Json.KeySetSnapshotArray, KeySetSnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.State),
        RecordKind.Single<Seed, SeedSnapshot>("seed", Json.SeedSnapshot, SeedSnapshot.From, snapshot => snapshot.Read()),
        RecordKind.Single<SigningKeyRecord, KeySnapshot>("signingKey", Json.KeySnapshot, SigningKeySnapshot.From, SigningKeySnapshot.Read).WithResetPart(ResetPart.State).AsSecret(),
        RecordKind.Multiple<AuthorizationCode, AuthorizationCodeSnapshot>(
            "authorizationCodes", Json.AuthorizationCodeSnapshotArray, AuthorizationCodeSnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.State).AsSecret(),
        RecordKind.Multiple<DeviceAuthorization, DeviceCodeSnapshot>(
            "deviceCodes", Json.DeviceCodeSnapshotArray, DeviceCodeSnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.State).AsSecret(),
    ];

    public static RecordKind Get(ITenantRecord record) => All.First(kind => kind.Type == record.GetType());

    private static Result<TenantProfile, SnapshotError> ReadDomain(string domain) =>
        domain.Length > 0 ? new TenantProfile(domain) : new SnapshotError("", "The value is empty.");
}
