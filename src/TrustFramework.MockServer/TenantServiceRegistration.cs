using TrustFramework.MockServer.Hosting;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer;

/// <summary>The services of TrustFramework.Tenants, configured by the settings.</summary>
internal static class TenantServiceRegistration
{
    public static IServiceCollection AddTenants(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IRandomSource, SystemRandomSource>()
        .AddSingleton(provider => DefaultTenantOf(provider.GetRequiredService<MockServerOptions>()))
        .AddSingleton(provider => new InMemoryTenantStore(provider.GetRequiredService<MockServerOptions>().MaxTenants))
        .AddSingleton<ITenantStore>(provider => provider.GetRequiredService<InMemoryTenantStore>())
        .AddSingleton(provider => KeySetRulesOf(provider.GetRequiredService<CompatOptions>()))
        .AddSingleton(provider => StrictnessOf(provider.GetRequiredService<MockServerOptions>()))
        .AddSingleton<TenantClocks>()
        .AddSingleton<TenantServices>()
        .AddSingleton<TenantRegistry>();

    private static DefaultTenant DefaultTenantOf(MockServerOptions options) => new(new TenantId(options.DefaultTenantId), options.DefaultTenantDomain);

    private static KeySetOptions KeySetRulesOf(CompatOptions compat) => new(compat.RejectAesPfx, compat.DeleteLeavesBackup);

    private static PolicyValidationOptions StrictnessOf(MockServerOptions options) => new(options.Validation, options.MissingKeys == MissingKeyHandling.Error);
}
