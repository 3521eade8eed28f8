using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Reset;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.MockServer.SignIn.Authorize;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.SignIn.Sessions;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Applications;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Users;

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
        RecordKind.Multiple<FaultRule, FaultRuleSnapshot>("faults", FaultRuleMatcher.MaxRules, Json.FaultRuleSnapshotArray, FaultRuleSnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.Faults),
        RecordKind.Multiple<StoredPolicy, PolicySnapshot>("policies", PolicyRepository.MaxPolicies, Json.PolicySnapshotArray, PolicySnapshot.From, snapshot => snapshot.Read(), snapshot => snapshot.ReadStored()).AsConfiguration(),
        RecordKind.Multiple<KeySet, KeySetSnapshot>("keySets", KeySetRepository.MaxKeySets, Json.KeySetSnapshotArray, KeySetSnapshot.From, snapshot => snapshot.Read()).AsConfiguration(),
        RecordKind.Multiple<DirectoryUser, UserSnapshot>("users", UserRepository.MaxUsers, Json.UserSnapshotArray, UserSnapshot.From, snapshot => snapshot.Read(), snapshot => snapshot.ReadStored()).AsConfiguration(),
        RecordKind.Multiple<Application, ApplicationSnapshot>(
            "applications", ApplicationRepository.MaxApplications, Json.ApplicationSnapshotArray, ApplicationSnapshot.From, snapshot => snapshot.Read(), snapshot => snapshot.ReadStored()).AsConfiguration(),
        RecordKind.Multiple<PreviousVersion, PreviousVersionSnapshot>(
            "previousVersions", PreviousVersion.MaxPerTenant, Json.PreviousVersionSnapshotArray, PreviousVersionSnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.State).AsSecret(),
        RecordKind.Single<Seed, SeedSnapshot>("seed", Json.SeedSnapshot, SeedSnapshot.From, snapshot => snapshot.Read()),
        RecordKind.Single<SigningKeyRecord, KeySnapshot>("signingKey", Json.KeySnapshot, SigningKeySnapshot.From, SigningKeySnapshot.Read).WithResetPart(ResetPart.State).AsSecret(),
        RecordKind.Multiple<AuthorizationCode, AuthorizationCodeSnapshot>(
            "authorizationCodes", GrantStore.MaxGrantsPerType, Json.AuthorizationCodeSnapshotArray, AuthorizationCodeSnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.State).AsSecret(),
        RecordKind.Multiple<DeviceAuthorization, DeviceCodeSnapshot>(
            "deviceCodes", GrantStore.MaxGrantsPerType, Json.DeviceCodeSnapshotArray, DeviceCodeSnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.State).AsSecret(),
        RecordKind.Multiple<PolicyAuthorizationCode, PolicyCodeSnapshot>(
            "policyCodes", GrantStore.MaxGrantsPerType, Json.PolicyCodeSnapshotArray, PolicyCodeSnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.State).AsSecret(),
        RecordKind.Multiple<SignInSession, SignInSessionSnapshot>(
            "sessions", GrantStore.MaxGrantsPerType, Json.SignInSessionSnapshotArray, SignInSessionSnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.State).AsSecret(),
        RecordKind.Multiple<StoredJourney, JourneySnapshot>(
            "journeys", GrantStore.MaxGrantsPerType, Json.JourneySnapshotArray, JourneySnapshot.From, snapshot => snapshot.Read()).WithResetPart(ResetPart.State).AsSecret(),
    ];

    public static RecordKind Get(ITenantRecord record) => Get(record.GetType());

    public static RecordKind Get(Type recordType) => All.First(kind => kind.Type == recordType);

    private static Result<TenantProfile, SnapshotError> ReadDomain(string domain) => 0 switch
    {
        _ when domain.Length == 0 => new SnapshotError("", "The value is empty."),
        _ when !TenantProfile.IsValidDomain(domain) => new SnapshotError("", "The value is not a domain name."),
        _ => new TenantProfile(domain),
    };
}
