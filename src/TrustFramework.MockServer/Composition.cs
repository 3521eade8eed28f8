using System.Diagnostics;
using System.Text.Json.Serialization;
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
                // The last is asked first, and for each route: what all of them want is Graph's.
                foreach (var room in (IEnumerable<JsonSerializerContext>)[.. ControlPlane.Json, DirectoryJson.Wire, KeySetJson.Wire, PolicyJson.Wire, GraphJson.Wire])
                    json.SerializerOptions.TypeInfoResolverChain.Insert(0, room);
            });
        return null;
    }

    public static void UseMockServer(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<MockServerOptions>();
        var rooms = new Rooms(ControlRoutes.Root, options.Intercept);
        app.UseTelemetry();
        app.UseMiddleware<HostCheck>();
        app.Services.GetRequiredService<Readiness>().UseGate(app);
        app.UseMiddleware<EntranceStage>();
        if (options.Intercept)
            app.UseRealHosts();
        if (options.PublicUrl is { } url)
            app.UseWhen(rooms.IsOurName, ours => ours.UsePublicUrl(new Uri(url)));
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<ExpiryStage>();
        app.UseWhen(context => options.JournalSize > 0 && rooms.IsEmulated(context), emulated => emulated.UseMiddleware<JournalStage>());
        app.MapWhen(rooms.IsOwn, own => own.UseLate(late =>
        {
            late.UseDocuments();
            late.UseRouting();
            late.UseWhen(rooms.IsControl, control => control.UseMiddleware<ControlGuard>());
            late.UseEndpoints(routes =>
            {
                routes.MapControl();
                routes.MapDocuments();
            });
        }));
        app.UseMiddleware<PathStage>();
        app.UseRouting();
        if (options.Intercept)
            app.UseHostRule(rooms.IsGraphs, Rooms.IsLogin);
        app.UseBatchRule(rooms.IsGraphs);
        // Before health: the rest of the control plane has its own routing.
        app.UseWhen(rooms.IsControl, control => control.UseMiddleware<ControlGuard>());
        app.UseWhen(rooms.IsGraph, graph => graph.UseGraph(gateway => gateway.UseFaultsOfGraph()));
        app.UseWhen(Rooms.IsLogin, login => login.UseFaultsOfLogin());

        app.Services.GetRequiredService<RejectedRequests>().Listen(app.Services.GetRequiredService<DiagnosticListener>());

        app.MapPolicies();
        app.MapKeySets();
        app.MapKeys();
        app.MapDirectoryObjects();
        app.MapMetadata(GraphRoutes.Version, () => TrustFrameworkModel.Beta);
        app.MapMetadata(GraphRoutes.Released, () => TrustFrameworkModel.Released);
        app.MapBatches(example: "/organization");
        app.MapLogin();
        app.MapHealth();
        app.MapGet("/", () => TypedResults.Redirect("/swagger")).WithMetadata(new OutsideGraph()).ExcludeFromDescription();
    }

    /// <summary>Null when the seed is loaded or there is none, else what is wrong with it.</summary>
    public static async Task<string?> SeedMockServerAsync(this WebApplication app, MockServerOptions options)
    {
        // Beside the rest of the start: opening a file can take any time.
        var fault = options.Seed is { } folder ? await Task.Run(() => app.Services.GetRequiredService<Seeds>().LoadAsync(folder)) : null;
        app.Services.GetRequiredService<Readiness>().Seeded(fault is null);
        return fault;
    }

    /// <summary>What is said once the server can be used.</summary>
    public static void ReportMockServer(this WebApplication app, MockServerOptions options)
    {
        app.ReportStart(options);
        app.Services.GetRequiredService<ControlToken>().Report();
    }
}
