using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Where faults stand: in both emulated services, and nowhere else.</summary>
internal static class FaultInjectionExtensions
{
    /// <summary>Everything that reads and writes state does so through the store that can hold back what was written.</summary>
    public static IServiceCollection AddFaults(this IServiceCollection services) => services
        .AddSingleton(provider =>
        {
            var store = provider.GetRequiredService<InMemoryTenantStore>();
            return new EventuallyConsistentStore(store, new TenantClocks(store, provider.GetRequiredService<TimeProvider>()));
        })
        .AddSingleton<ITenantStore>(provider => provider.GetRequiredService<EventuallyConsistentStore>())
        .AddSingleton<FaultRuleMatcher>()
        .AddSingleton<FaultRuleHandler>()
        .AddSingleton<ConnectionFaultInjector>();

    public static void UseGraphFaults(this IApplicationBuilder app) => app.UseMiddleware<FaultMiddleware>(new FaultAdapter(
        context =>
        {
            var caller = GraphRequestContext.Get(context).Caller;
            return ValueTask.FromResult(new FaultTarget(caller?.Tenant.Id ?? TenantId.Global, caller?.Principal.ClientId, context));
        },
        GraphErrorWriter.WriteAsync));

    public static void UseLoginFaults(this IApplicationBuilder app)
    {
        var tenants = app.ApplicationServices.GetRequiredService<TenantRegistry>();
        app.UseMiddleware<FaultMiddleware>(new FaultAdapter(
            async context => new FaultTarget(await FindTenantAsync(context, tenants), Client: null, context),
            WriteLoginErrorAsync));
    }

    /// <summary>Named in the path; what names none is everyone's.</summary>
    private static async ValueTask<TenantId> FindTenantAsync(HttpContext context, TenantRegistry tenants) =>
        context.GetRouteValue("tenant") is not string name ? TenantId.Global
        : LoginTenant.IsMultiTenantName(name) ? tenants.Default.Id
        : (await tenants.ResolveAsync(name))?.Id ?? TenantId.Global;

    /// <summary>The login service has one text for all of it, and the status that the rule wants.</summary>
    private static async Task WriteLoginErrorAsync(HttpContext context, GraphError problem)
    {
        var exchange = await LoginRequestContext.GetOrCreateAsync(context);
        await exchange.CreateErrorResult((LoginErrorCatalog.Transient with { Status = problem.Definition.Status }).With()).ExecuteAsync(context);
    }
}
