using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Where faults stand: in both emulated services, and nowhere else.</summary>
internal static class FaultSurfaces
{
    /// <summary>Everything that reads and writes state does so through the store that can hold back what was written.</summary>
    public static IServiceCollection AddFaults(this IServiceCollection services) => services
        .AddSingleton(provider =>
        {
            var store = provider.GetRequiredService<InMemoryTenantStore>();
            return new DelayedStore(store, new TenantClocks(store, provider.GetRequiredService<TimeProvider>()));
        })
        .AddSingleton<ITenantStore>(provider => provider.GetRequiredService<DelayedStore>())
        .AddSingleton<FaultRules>()
        .AddSingleton<FaultBook>()
        .AddSingleton<BrokenAnswer>();

    public static void UseFaultsOfGraph(this IApplicationBuilder app) => app.UseMiddleware<FaultStage>(new FaultSurface(
        context =>
        {
            var caller = GraphRequestContext.Get(context).Caller;
            return ValueTask.FromResult(new FaultSubject(caller?.Tenant.Id ?? TenantId.Everyone, caller?.Principal.ClientId, context));
        },
        GraphErrorWriter.WriteAsync));

    public static void UseFaultsOfLogin(this IApplicationBuilder app)
    {
        var tenants = app.ApplicationServices.GetRequiredService<TenantRegistry>();
        app.UseMiddleware<FaultStage>(new FaultSurface(
            async context => new FaultSubject(await TenantOfAsync(context, tenants), Client: null, context),
            RefuseAsync));
    }

    /// <summary>Named in the path; what names none is everyone's.</summary>
    private static async ValueTask<TenantId> TenantOfAsync(HttpContext context, TenantRegistry tenants) =>
        context.GetRouteValue("tenant") is not string name ? TenantId.Everyone
        : LoginTenant.IsMultiTenantName(name) ? tenants.Default.Id
        : (await tenants.ResolveAsync(name))?.Id ?? TenantId.Everyone;

    /// <summary>The login service has one text for all of it, and the status that the rule wants.</summary>
    private static async Task RefuseAsync(HttpContext context, GraphError problem)
    {
        var exchange = await LoginRequestContext.CreateAsync(context);
        await exchange.CreateErrorResult((LoginErrorCatalog.Transient with { Status = problem.Definition.Status }).With()).ExecuteAsync(context);
    }
}
