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
        RecordKind.One<TenantProfile, string>("domain", Json.String, (profile, _) => profile.Domain, ReadDomain).For(ResetPart.State),
        RecordKind.One<Sandbox, SandboxShape>("sandbox", Json.SandboxShape, SandboxShape.Of, shape => shape.Read()),
        RecordKind.One<ClockSetting, ClockShape>("clock", Json.ClockShape, ClockShape.Of, shape => shape.Read()).For(ResetPart.Clock),
        RecordKind.Many<FaultRule, FaultShape>("faults", Json.FaultShapeArray, FaultShape.Of, shape => shape.Read()).For(ResetPart.Faults),
        RecordKind.Many<StoredPolicy, PolicyShape>("policies", Json.PolicyShapeArray, PolicyShape.Of, shape => shape.Read()).For(ResetPart.State),
        RecordKind.Many<KeySet, KeySetShape>("keySets", Json.KeySetShapeArray, KeySetShape.Of, shape => shape.Read()).For(ResetPart.State),
        RecordKind.One<Seed, SeedShape>("seed", Json.SeedShape, SeedShape.Of, shape => shape.Read()),
        RecordKind.One<SigningKeyRecord, KeyShape>("signingKey", Json.KeyShape, SigningKeyShape.Of, SigningKeyShape.Read).For(ResetPart.State).Secret(),
        RecordKind.Many<AuthorizationCode, AuthorizationCodeShape>(
            "authorizationCodes", Json.AuthorizationCodeShapeArray, AuthorizationCodeShape.Of, shape => shape.Read()).For(ResetPart.State).Secret(),
        RecordKind.Many<DeviceAuthorization, DeviceCodeShape>(
            "deviceCodes", Json.DeviceCodeShapeArray, DeviceCodeShape.Of, shape => shape.Read()).For(ResetPart.State).Secret(),
    ];

    public static RecordKind Of(ITenantRecord record) => All.First(kind => kind.Type == record.GetType());

    private static Reading<TenantProfile> ReadDomain(string domain) =>
        domain.Length > 0 ? new TenantProfile(domain) : new Fault("", "It is empty.");
}
