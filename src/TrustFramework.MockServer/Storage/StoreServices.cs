using TrustFramework.MockServer.Hosting;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Sqlite;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.MockServer.Storage;

/// <summary>Registers the store that the settings name.</summary>
internal static class StoreServices
{
    /// <summary>The composition also registers the <see cref="IRecordSerializer"/>.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services) => services.AddSingleton(CreateStore);

    private static ITenantStore CreateStore(IServiceProvider provider)
    {
        var (options, random) = (provider.GetRequiredService<MockServerOptions>(), provider.GetRequiredService<IRandomSource>());
        if (options.Store == StoreKind.Memory)
            return new InMemoryTenantStore(options.MaxTenants);
        var path = options.StorePath is { } file ? Path.GetFullPath(file) : Path.Combine(DataFolderPath.Find(options)!, "store.db");
        var key = new Lazy<byte[]>(() => options.StoreKey is { } text && StoreKeyFile.TryParse(text, out var set) ? set : StoreKeyFile.ReadOrCreate(path + ".key", random));
        return new DatabaseTenantStore(
#pragma warning disable CA2000 // the store disposes it
            new SqliteTenantDatabase(path),
#pragma warning restore CA2000
            new EncryptingRecordSerializer(provider.GetRequiredService<IRecordSerializer>(), key, random),
            options.MaxTenants,
            options.StoreCache * 1024L * 1024);
    }
}
