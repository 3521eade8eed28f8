using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using TrustFramework.MockServer.Control;
using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Control.Journeys;
using TrustFramework.MockServer.Control.Snapshots;
using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.MockServer.DirectoryObjects;
using TrustFramework.MockServer.DirectoryObjects.Applications;
using TrustFramework.MockServer.DirectoryObjects.Users;
using TrustFramework.MockServer.Documents;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Batching;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Hosting.Interception;
using TrustFramework.MockServer.Hosting.Tls;
using TrustFramework.MockServer.KeySets;
using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Management;
using TrustFramework.MockServer.Policies;
using TrustFramework.MockServer.SignIn;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer;

/// <summary>Composes the server: services, then middleware in the order in which a request passes it, then routes.</summary>
internal static class Composition
{
    /// <exception cref="OptionsValidationException">An address to listen on cannot be parsed.</exception>
    public static void AddMockServer(this WebApplicationBuilder builder)
    {
        builder.AddKestrelEndpoints();
        builder.Services
            .AddRouting()
            .AddTelemetry(builder.Configuration)
            .AddMockServerOptions()
            .AddTenants()
            .AddControl()
            .AddSingleton<ServerCertificate>()
            .AddSingleton<AllowedHosts>()
            .AddSingleton<StartupState>()
            .AddHostedService<BadRequestObserver>()
            .AddHealth()
            .AddSingleton(new RequestClassifier(ControlRoutes.Root))
            .AddSingleton<ODataTypeValidator>()
            .AddSingleton<UserReader>()
            .AddSingleton(provider => new BuiltInApplications(
                [.. provider.GetRequiredService<ClientDirectory>().Registered.Select(client => new ConfiguredApplication(client.Id, client.Name))]))
            .AddGraph()
            .AddLogin()
            .AddSignIn()
            .AddManagement()
            .AddDocuments(
                () => TrustFrameworkModel.Beta,
                () => [.. LoginErrorCatalog.All.Select(error => new LoginErrorRow(error.Name, error.Status, error.Error, error.Text, error.Provenance, error.Source))],
                () => [.. PolicyErrorCatalog.All.Select(error => new LoginErrorRow(error.Name, error.Status, error.Error, error.Text, error.Provenance, error.Source))])
            .ConfigureHttpJsonOptions(json =>
            {
                GraphJson.AddConverters(json.SerializerOptions);
                json.SerializerOptions.TypeInfoResolverChain.Insert(
                    0, JsonTypeInfoResolver.Combine(GraphJson.Wire, PolicyJson.Wire, KeySetJson.Wire, DirectoryJson.Wire, ControlPlane.Json));
            });
    }

    /// <exception cref="OptionsValidationException">The settings are not valid.</exception>
    public static void UseMockServer(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<MockServerOptions>();
        var requests = app.Services.GetRequiredService<RequestClassifier>();

        // Reads the certificates of the clients now, so that a missing file stops the start.
        app.Services.GetRequiredService<ClientDirectory>();

        // First, so that traces and metrics include the requests that a later middleware refuses.
        app.UseTelemetry();
        app.UseMiddleware<HostFilterMiddleware>();
        app.UseMiddleware<StartupGateMiddleware>();
        app.UseMiddleware<StoreUnavailableMiddleware>();

        // A request of a batch re-enters the pipeline here: after the checks that the batch itself passed, before everything that reads its address.
        app.UseMiddleware<ReentryMiddleware>();
        app.UseMiddleware<RequestViewMiddleware>();

        // Reads the host name, so it comes before the middleware that replaces it.
        if (options.Intercept)
            app.UseMiddleware<InterceptedHostMiddleware>();
        if (options.PublicUrl is not null)
            app.UseWhen(RequestClassifier.IsUnderOwnName, own => own.UseMiddleware<PublicUrlMiddleware>());
        app.UseRequestLogging();
        app.UseMiddleware<ExpiryMiddleware>();

        // The journal records the path as the client sent it, so it comes before the normalization, which comes before routing.
        if (options.JournalSize > 0)
            app.UseWhen(requests.IsEmulated, emulated => emulated.UseMiddleware<JournalMiddleware>());
        app.UseWhen(requests.IsEmulated, emulated => emulated.UseMiddleware<PathNormalizationMiddleware>().UseMiddleware<PolicyAddressMiddleware>());
        app.UseRouting();

        // Everything from here on depends on the endpoint. EndpointScopeMiddleware may remove it, so it comes first.
        app.UseMiddleware<EndpointScopeMiddleware>();
        app.UseWhen(context => requests.RejectsCrossSite(context, options.Auth), open => open.UseMiddleware<CrossSiteMiddleware>());
        app.UseWhen(requests.IsControl, control => control.UseControl());
        app.UseWhen(RequestClassifier.IsLogin, login => login.UseLoginFaults());
        app.UseWhen(RequestClassifier.IsSignIn, signIn => signIn.UseCors().UseSignInFaults());
        app.UseWhen(requests.IsGraph, graph => graph.UseGraph(gateway => gateway.UseGraphFaults()));
        app.UseWhen(RequestClassifier.IsUnderOwnName, own => own.UseDocuments());

        app.MapPolicies();
        app.MapKeySets();
        app.MapKeys();
        app.MapDirectoryObjects();
        app.MapApplications();
        app.MapUsers();
        app.MapMetadata(GraphRoutes.BetaPrefix, TrustFrameworkModel.Beta);
        app.MapMetadata(GraphRoutes.V1Prefix, TrustFrameworkModel.V1);
        app.MapBatches(example: "/organization");
        app.MapLogin();
        app.MapSignIn();
        app.MapManagement();
        app.MapControl();
        app.MapHealth();
        app.MapDocuments();
    }

    /// <summary>Reads the state of the store of a server that does not run. The result writes it as a snapshot.</summary>
    public static Task<Func<Stream, Task>> ReadSnapshotAsync(this WebApplication app, bool secrets, CancellationToken cancellationToken) =>
        CreateOfflineSnapshot(app).ReadAsync(secrets, cancellationToken);

    /// <summary>Replaces the state of the store of a server that does not run. Returns null on success, or the reason why the snapshot is refused.</summary>
    public static Task<string?> ImportSnapshotAsync(this WebApplication app, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        CreateOfflineSnapshot(app).ImportAsync(json, cancellationToken);

    /// <summary>Executes a journey of policy files on a server that does not run. Returns what is wrong with the files if it cannot.</summary>
    public static Task<Result<OfflineJourneyResult, string>> RunJourneyAsync(this WebApplication app, OfflineJourneyRequest request) =>
        app.Services.GetRequiredService<OfflineJourney>().RunAsync(request);

    /// <summary>The container has no endpoints before the server starts.</summary>
    private static OfflineSnapshot CreateOfflineSnapshot(WebApplication app) => new(
        app.Services.GetRequiredService<ITenantStore>(),
        ActivatorUtilities.CreateInstance<SnapshotTransfer>(app.Services, new KnownOperations(((IEndpointRouteBuilder)app).DataSources)));
}
