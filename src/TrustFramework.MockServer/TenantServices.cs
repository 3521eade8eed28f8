using TrustFramework.MockServer.Hosting;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer;

/// <summary>The ring below: what it is handed, and what it is told to be strict about.</summary>
internal static class TenantServices
{
    public static IServiceCollection AddTenants(this IServiceCollection services, MockServerOptions options) => services
        .AddSingleton(new DefaultTenant(new TenantId(options.DefaultTenantId), options.DefaultTenantDomain))
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IRandomSource, SystemRandomSource>()
        .AddSingleton(new InMemoryTenantStore(options.MaxTenants))
        .AddSingleton<ITenantStore>(provider => provider.GetRequiredService<InMemoryTenantStore>())
        .AddSingleton(new KeySetRules(options.Compat.RejectAesPfx, options.Compat.DeleteLeavesBackup))
        .AddSingleton(new PolicyStrictness(options.Validation, options.MissingKeys == MissingKeyHandling.Error))
        .AddSingleton<TenantClocks>()
        .AddSingleton<World>()
        .AddSingleton<TenantRegistry>();
}
