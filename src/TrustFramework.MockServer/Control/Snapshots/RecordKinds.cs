using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Reset;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>Everything that a tenant can hold, one entry each, in the order in which a snapshot has it. A house test fails when a kind of record is not here.</summary>
internal static class RecordKinds
{
    private static readonly SnapshotJson Json = SnapshotJson.Wire;

    public static IReadOnlyList<RecordKind> All { get; } =
    [
        RecordKind.Single<TenantProfile, string>("domain", Json.String, (profile, _) => profile.Domain, ReadDomain).WithResetPart(ResetPart.State),
        RecordKind.Single<Sandbox, SandboxSnapshot>("sandbox", Json.SandboxSnapshot, SandboxSnapshot.From, shape => shape.Read()),
        RecordKind.Single<ClockSetting, ClockSnapshot>("clock", Json.ClockSnapshot, ClockSnapshot.From, shape => shape.Read()).WithResetPart(ResetPart.Clock),
        RecordKind.Multiple<FaultRule, FaultRuleSnapshot>("faults", Json.FaultRuleSnapshotArray, FaultRuleSnapshot.From, shape => shape.Read()).WithResetPart(ResetPart.Faults),
        RecordKind.Multiple<StoredPolicy, PolicySnapshot>("policies", Json.PolicySnapshotArray, PolicySnapshot.From, shape => shape.Read()).WithResetPart(ResetPart.State),
        RecordKind.Multiple<KeySet, KeySetSnapshot>("keySets", Json.KeySetSnapshotArray, KeySetSnapshot.From, shape => shape.Read()).WithResetPart(ResetPart.State),
        RecordKind.Single<Seed, SeedSnapshot>("seed", Json.SeedSnapshot, SeedSnapshot.From, shape => shape.Read()),
        RecordKind.Single<SigningKeyRecord, KeySnapshot>("signingKey", Json.KeySnapshot, SigningKeySnapshot.From, SigningKeySnapshot.Read).WithResetPart(ResetPart.State).AsSecret(),
        RecordKind.Multiple<AuthorizationCode, AuthorizationCodeSnapshot>(
            "authorizationCodes", Json.AuthorizationCodeSnapshotArray, AuthorizationCodeSnapshot.From, shape => shape.Read()).WithResetPart(ResetPart.State).AsSecret(),
        RecordKind.Multiple<DeviceAuthorization, DeviceCodeSnapshot>(
            "deviceCodes", Json.DeviceCodeSnapshotArray, DeviceCodeSnapshot.From, shape => shape.Read()).WithResetPart(ResetPart.State).AsSecret(),
    ];

    public static RecordKind Get(ITenantRecord record) => All.First(kind => kind.Type == record.GetType());

    private static Reading<TenantProfile> ReadDomain(string domain) =>
        domain.Length > 0 ? new TenantProfile(domain) : new SnapshotError("", "It is empty.");
}
