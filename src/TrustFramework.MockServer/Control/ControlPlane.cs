using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.Control.Access;
using TrustFramework.MockServer.Control.Clock;
using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Control.Reset;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Snapshots;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.MockServer.Control.Tokens;
using TrustFramework.MockServer.Control.Verification;
using TrustFramework.MockServer.Control.Views;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Control;

/// <summary>Composes the control plane: its services, JSON types and routes. The real service has no counterpart.</summary>
internal static class ControlPlane
{
    public static IJsonTypeInfoResolver Json => JsonTypeInfoResolver.Combine(
        ProblemJson.Instance, PolicyViewJson.Wire, ClockJson.Wire, TenantJson.Wire, ResetJson.Wire, TestTokenJson.Wire, FaultJson.Wire, JournalJson.Wire, VerificationJson.Wire);

    public static IServiceCollection AddControl(this IServiceCollection services) => services
        .AddSingleton<ControlTokenAuthenticator>()
        .AddHostedService(provider => provider.GetRequiredService<ControlTokenAuthenticator>())
        .AddSingleton<PolicyViewHandler>()
        .AddSingleton<SandboxRegistry>()
        .AddSingleton<TenantCreationHandler>()
        .AddSingleton<TenantSummaryReader>()
        .AddSingleton<SeedBuilder>()
        .AddSingleton<TenantSeeder>()
        .AddSingleton<SnapshotHandler>()
        .AddSingleton<TenantResetter>()
        .AddSingleton<TestTokenIssuer>()
        .AddHostedService<SeedLoader>()
        .AddSingleton(provider => new RequestJournal(provider.GetRequiredService<MockServerOptions>().JournalSize))
        .AddSingleton<JournalEntryFactory>()
        .AddSingleton(provider => new TenantScopedCache(ResetPart.Journal, provider.GetRequiredService<RequestJournal>().Clear))
        .AddFaults();

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        routes.MapPolicyViews();
        routes.MapTenants();
        routes.MapSeed();
        routes.MapReset();
        routes.MapSnapshot();
        routes.MapTestTokens();
        routes.MapClock();
        routes.MapFaults();
        routes.MapJournal();
        routes.MapVerification();
        routes.MapCertificate();
    }
}
