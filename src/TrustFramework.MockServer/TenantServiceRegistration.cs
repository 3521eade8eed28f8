using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Storage;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;

namespace TrustFramework.MockServer;

/// <summary>Registers the services of TrustFramework.Tenants and configures them from the settings.</summary>
internal static class TenantServiceRegistration
{
    public static IServiceCollection AddTenants(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IRandomSource, SystemRandomSource>()
        .AddSingleton(provider => CreateDefaultTenant(provider.GetRequiredService<MockServerOptions>()))
        .AddStore()
        .AddSingleton(provider => CreateKeySetOptions(provider.GetRequiredService<CompatOptions>()))
        .AddSingleton(provider => CreateValidationOptions(provider.GetRequiredService<MockServerOptions>()))
        .AddSingleton<TenantClocks>()
        .AddSingleton<TenantServices>()
        .AddSingleton<TenantRegistry>();

    private static DefaultTenant CreateDefaultTenant(MockServerOptions options) => new(new TenantId(options.DefaultTenantId), options.DefaultTenantDomain);

    private static KeySetOptions CreateKeySetOptions(CompatOptions compat) => new(compat.RejectAesPfx, compat.DeleteLeavesBackup);

    private static PolicyValidationOptions CreateValidationOptions(MockServerOptions options) => new(options.Validation, options.MissingKeys == MissingKeyHandling.Error);
}
