using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.Control.Access;
using TrustFramework.MockServer.Control.Clock;
using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Control.Journal.Storage;
using TrustFramework.MockServer.Control.Journeys;
using TrustFramework.MockServer.Control.Reset;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Snapshots;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.MockServer.Control.Tokens;
using TrustFramework.MockServer.Control.Verification;
using TrustFramework.MockServer.Control.Views;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.MockServer.Control;

/// <summary>Composes the control plane: its services, JSON types and routes. The real service has no counterpart.</summary>
internal static class ControlPlane
{
    private const int MaxPathLength = 400;

    public static IJsonTypeInfoResolver Json => JsonTypeInfoResolver.Combine(
        ProblemJson.Instance, PolicyViewJson.Wire, ClockJson.Wire, TenantJson.Wire, ResetJson.Wire, TestTokenJson.Wire, FaultJson.Wire, JournalJson.Wire, VerificationJson.Wire,
        JourneyJson.Wire);

    public static IServiceCollection AddControl(this IServiceCollection services) => services
        .AddSingleton<ControlTokenAuthenticator>()
        .AddHostedService(provider => provider.GetRequiredService<ControlTokenAuthenticator>())
        .AddSingleton<KnownOperations>()
        .AddSingleton<PolicyViewHandler>()
        .AddSingleton<SandboxRegistry>()
        .AddSingleton<TenantCreationHandler>()
        .AddSingleton<TenantSummaryReader>()
        .AddSingleton<SeedItemReader>()
        .AddSingleton<SeedFiles>()
        .AddSingleton<SeedFolder>()
        .AddSingleton<SeedArchive>()
        .AddSingleton<SeedBuilder>()
        .AddSingleton<TenantSeeder>()
        .AddSingleton<SeedWatcher>()
        .AddSingleton<SnapshotTransfer>()
        .AddSingleton<SnapshotHandler>()
        .AddSingleton<IRecordSerializer, RecordSerializer>()
        .AddSingleton<TenantResetter>()
        .AddSingleton<LoginTestTokens>()
        .AddSingleton<PolicyTestTokens>()
        .AddSingleton<TestTokenIssuer>()
        .AddSingleton<JourneyHandler>()
        .AddSingleton<JourneyResourceFactory>()
        .AddSingleton<OfflineJourney>()
        .AddHostedService<SeedLoader>()
        .AddSingleton(CreateJournalStore)
        .AddSingleton<RequestJournal>()
        .AddSingleton<JournalEntryFactory>()
        .AddSingleton(provider => new TenantScopedCache(ResetPart.Journal, provider.GetRequiredService<RequestJournal>().ClearAsync))
        .AddFaults();

    /// <summary>Checks access to the control plane. Responses without a body, such as those of routing, get problem details.</summary>
    public static void UseControl(this IApplicationBuilder app)
    {
        app.UseStatusCodePages(context => ProblemResource.WriteAsync(
            context.HttpContext,
            context.HttpContext.Response.StatusCode,
            $"{context.HttpContext.Request.Method} {LogText.Sanitize(context.HttpContext.Request.Path.ToUriComponent(), MaxPathLength)} is not an operation of the control plane. /openapi/control.json lists them."));
        app.UseMiddleware<ControlAccessMiddleware>();
    }

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        routes.MapPolicyViews();
        routes.MapTenants();
        routes.MapSeed();
        routes.MapReset();
        routes.MapSnapshot();
        routes.MapTestTokens();
        routes.MapJourneys();
        routes.MapClock();
        routes.MapFaults();
        routes.MapJournal();
        routes.MapVerification();
        routes.MapCertificate();
    }

    private static IJournalStore CreateJournalStore(IServiceProvider provider) => provider.GetRequiredService<ConfiguredStore>().Journal is { } journal
        ? new DatabaseJournalStore(journal)
        : new InMemoryJournalStore(provider.GetRequiredService<MockServerOptions>().JournalSize);
}
