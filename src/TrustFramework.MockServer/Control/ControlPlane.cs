using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.Control.Access;
using TrustFramework.MockServer.Control.Clock;
using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Forge;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Control.Reset;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Snapshots;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.MockServer.Control.Verification;
using TrustFramework.MockServer.Control.Views;

namespace TrustFramework.MockServer.Control;

/// <summary>What the real service does not have, on one page: services, wire shapes, routes.</summary>
internal static class ControlPlane
{
    public static IJsonTypeInfoResolver Json => JsonTypeInfoResolver.Combine(
        ControlJson.Wire, ViewJson.Wire, ClockJson.Wire, TenantJson.Wire, ResetJson.Wire, ForgeJson.Wire, FaultJson.Wire, JournalJson.Wire, VerificationJson.Wire);

    public static IServiceCollection AddControl(this IServiceCollection services) => services
        .AddSingleton<ControlToken>()
        .AddHostedService(provider => provider.GetRequiredService<ControlToken>())
        .AddSingleton<PolicyViews>()
        .AddSingleton<Sandboxes>()
        .AddSingleton<TenantMaker>()
        .AddSingleton<TenantViews>()
        .AddSingleton<SeedBed>()
        .AddSingleton<Seeds>()
        .AddSingleton<SnapshotStore>()
        .AddSingleton<Resets>()
        .AddSingleton<TokenForge>()
        .AddHostedService<SeedLoader>()
        .AddSingleton(provider => new ExchangeLog(provider.GetRequiredService<MockServerOptions>().JournalSize))
        .AddSingleton<ExchangeReader>()
        .AddSingleton(provider => new Recollection(ResetPart.Journal, provider.GetRequiredService<ExchangeLog>().Clear))
        .AddFaults();

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        routes.MapPolicyViews();
        routes.MapTenants();
        routes.MapSeed();
        routes.MapReset();
        routes.MapSnapshot();
        routes.MapForge();
        routes.MapClock();
        routes.MapFaults();
        routes.MapJournal();
        routes.MapVerification();
        routes.MapCertificate();
    }
}
