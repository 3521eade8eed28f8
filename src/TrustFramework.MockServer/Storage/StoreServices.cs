using TrustFramework.MockServer.Hosting;
using TrustFramework.Tenants;
using TrustFramework.Tenants.PostgreSql;
using TrustFramework.Tenants.Sqlite;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.MockServer.Storage;

/// <summary>Registers the store that the settings name.</summary>
internal static class StoreServices
{
    /// <summary>How long the start waits for a database that starts at the same time.</summary>
    private static readonly TimeSpan DatabaseStartTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The composition also registers the <see cref="IRecordSerializer"/>.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services) => services.AddSingleton(CreateStore);

    private static ITenantStore CreateStore(IServiceProvider provider)
    {
        var (options, random) = (provider.GetRequiredService<MockServerOptions>(), provider.GetRequiredService<IRandomSource>());
        var serializer = provider.GetRequiredService<IRecordSerializer>();
        return options.Store switch
        {
            StoreKind.Sqlite => CreateSqliteStore(options, serializer, random),
            StoreKind.Postgresql => CreatePostgreSqlStore(options, serializer, random),
            _ => new InMemoryTenantStore(options.MaxTenants),
        };
    }

#pragma warning disable CA2000 // the store disposes the database
    private static DatabaseTenantStore CreateSqliteStore(MockServerOptions options, IRecordSerializer serializer, IRandomSource random)
    {
        var path = options.StorePath is { } file ? Path.GetFullPath(file) : Path.Combine(DataFolderPath.Find(options)!, "store.db");
        var key = new Lazy<byte[]>(() => ParseKey(options) ?? StoreKeyFile.ReadOrCreate(path + ".key", random));
        return new DatabaseTenantStore(new SqliteTenantDatabase(path), serializer, new RowEncryption(key, random), options.MaxTenants, GetCacheSize(options));
    }

    private static DatabaseTenantStore CreatePostgreSqlStore(MockServerOptions options, IRecordSerializer serializer, IRandomSource random) => new(
        new PostgreSqlTenantDatabase(options.ConnectionString!, DatabaseStartTimeout),
        serializer,
        ParseKey(options) is { } key ? new RowEncryption(new Lazy<byte[]>(key), random) : null,
        options.MaxTenants,
        GetCacheSize(options));
#pragma warning restore CA2000

    private static byte[]? ParseKey(MockServerOptions options) => options.StoreKey is { } text && StoreKeyFile.TryParse(text, out var key) ? key : null;

    private static long GetCacheSize(MockServerOptions options) => options.StoreCache * 1024L * 1024;
}
