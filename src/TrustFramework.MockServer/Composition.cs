using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.Control;
using TrustFramework.MockServer.Control.Access;
using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.MockServer.DirectoryObjects;
using TrustFramework.MockServer.Documents;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Addressing;
using TrustFramework.MockServer.Graph.Batching;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Hosting.Interception;
using TrustFramework.MockServer.Hosting.Tls;
using TrustFramework.MockServer.Identity;
using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.KeySets;
using TrustFramework.MockServer.Policies;

namespace TrustFramework.MockServer;

/// <summary>The whole server on one page: services, stages in order, rooms.</summary>
internal static class Composition
{
    /// <summary>Null when the settings can be used, else one message that says what to write instead.</summary>
    public static string? AddMockServer(this WebApplicationBuilder builder, out MockServerOptions options)
    {
        if (MockServerSettings.Read(builder.Configuration, out options) is { } wrong)
            return wrong;
        if (Listening.Read(builder.Configuration, out var addresses) is { } nowhere)
            return nowhere;
        if (ServedCertificate.Add(builder.Services, options) is { } unusable)
            return unusable;
        builder.AddDoors(addresses, options);

        builder.Services
            .AddRoutingCore()
            .AddTelemetry(builder.Configuration)
            .AddSingleton(options)
            .AddSingleton(options.Compat)
            .AddTenants(options)
            .AddControl(options)
            .AddSingleton<RejectedRequests>()
            .AddSingleton<AcceptedHosts>()
            .AddSingleton<SelfCheck>()
            .AddSingleton<Readiness>()
            .AddSingleton<ODataTypeCheck>()
            .AddSingleton(provider => new TenantApplications(
                [.. provider.GetRequiredService<ClientDirectory>().Named.Select(client => new Registration(client.Id, client.Name))]))
            .AddGraph(options.Compat)
            .AddIdentity(options)
            .AddDocuments(() => TrustFrameworkModel.Beta, () => [.. LoginErrors.All.Select(error => new LoginErrorRow(error.Name, error.Status, error.Error, error.Text, error.Provenance, error.Source))])
            .ConfigureHttpJsonOptions(json =>
            {
                // In the order in which they are asked, for each route: what all of them want is Graph's.
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, GraphJson.Wire);
                json.SerializerOptions.TypeInfoResolverChain.Insert(1, new LateShapes(() =>
                    JsonTypeInfoResolver.Combine(PolicyJson.Wire, KeySetJson.Wire, DirectoryJson.Wire, ControlPlane.Json)));
            });
        return null;
    }

    public static void UseMockServer(this WebApplication app)
    {
        var options = app.Get<MockServerOptions>();
        var rooms = new Rooms(ControlRoutes.Root, options.Intercept);
        app.UseTelemetry();
        app.Use(next => new HostCheck(next, app.Get<AcceptedHosts>(), app.Get<ILogger<HostCheck>>()).InvokeAsync);
        app.Get<Readiness>().UseGate(app);
        app.Use(next => new EntranceStage(next).InvokeAsync);
        if (options.Intercept)
            app.UseRealHosts();
        if (options.PublicUrl is { } url)
            app.UseWhen(rooms.IsOurName, ours => ours.UsePublicUrl(new Uri(url)));
        app.Use(next => new RequestLog(next, app.Get<TimeProvider>(), app.Get<ILogger<RequestLog>>()).InvokeAsync);
        app.Use(next => new ExpiryStage(next, app.Get<Sandboxes>()).InvokeAsync);
        app.UseWhen(context => options.JournalSize > 0 && rooms.IsEmulated(context), emulated => emulated.Use(next =>
            new JournalStage(next, app.Get<ExchangeReader>(), app.Get<ExchangeLog>(), app.Get<TimeProvider>()).InvokeAsync));
        // The first request waits for the routes of its own resource alone.
        var graph = new LateRoutes(app);
        graph.Map([PolicyEndpoints.Root], routes => routes.MapPolicies());
        graph.Map([KeySetEndpoints.Root], routes =>
        {
            routes.MapKeySets();
            routes.MapKeys();
        });
        graph.Map([GraphRoutes.Version, GraphRoutes.Released], routes =>
        {
            routes.MapDirectoryObjects();
            routes.MapMetadata(GraphRoutes.Version, () => TrustFrameworkModel.Beta);
            routes.MapMetadata(GraphRoutes.Released, () => TrustFrameworkModel.Released);
            routes.MapBatches(example: "/organization");
        });
        // Its routing would be half of all: its first segment is any tenant, and so what Graph's addresses begin with too.
        var login = new LateRoom(late =>
        {
            late.UseRouting();
            if (options.Intercept)
                late.UseHostRule(rooms.IsGraphs, Rooms.IsLogin);
            late.UseBatchRule(rooms.IsGraphs);
            late.UseWhen(Rooms.IsLogin, known => known.UseFaultsOfLogin());
            late.UseEndpoints(routes => routes.MapLogin());
        });
        var own = new LateRoom(late =>
        {
            // The documents and the page on fidelity tell what is there.
            graph.Open();
            login.Open();
            late.UseDocuments();
            late.UseRouting();
            late.UseWhen(rooms.IsControl, Guard);
            late.UseEndpoints(routes =>
            {
                routes.MapControl();
                routes.MapDocuments();
            });
        });
        app.MapWhen(rooms.IsOwn, own.Use);
        app.Use(next => new PathStage(next).InvokeAsync);
        graph.Use(app);
        app.UseRouting();
        app.UseWhen(context => context.GetEndpoint() is null, login.Use);
        if (options.Intercept)
            app.UseHostRule(rooms.IsGraphs, Rooms.IsLogin);
        // Before health: the rest of the control plane has its own routing.
        app.UseWhen(rooms.IsControl, Guard);
        app.UseWhen(rooms.IsGraph, asked => asked.UseGraph(gateway => gateway.UseFaultsOfGraph()));

        app.Get<RejectedRequests>().Listen(app.Get<DiagnosticListener>());

        app.MapHealth();
        app.MapGet("/", () => TypedResults.Redirect("/swagger")).WithMetadata(new OutsideGraph()).ExcludeFromDescription();

        void Guard(IApplicationBuilder control) => control.Use(next => new ControlGuard(next, app.Get<ControlToken>()).InvokeAsync);
    }

    /// <summary>Null when the seed is loaded or there is none, else what is wrong with it.</summary>
    public static async Task<string?> SeedMockServerAsync(this WebApplication app, MockServerOptions options)
    {
        // Beside the rest of the start: opening a file can take any time.
        var fault = options.Seed is { } folder ? await Task.Run(() => app.Get<Seeds>().LoadAsync(folder)) : null;
        app.Get<Readiness>().Seeded(fault is null);
        return fault;
    }

    /// <summary>At once: who is refused looks for it in the log.</summary>
    public static void ReportToken(this WebApplication app) => app.Get<ControlToken>().Report();
}
