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

    /// <summary>For all tenants together, in bytes. The same limit as in memory.</summary>
    private const long MaxJournalSize = 64 * 1024 * 1024;

    /// <summary>How much of the journal a SQLite store loses if the process is killed.</summary>
    private static readonly TimeSpan JournalWriteDelay = TimeSpan.FromSeconds(1);

    /// <summary>The composition also registers the <see cref="IRecordSerializer"/>.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services) => services
        .AddSingleton(CreateStore)
        .AddSingleton(provider => new RequestViewStore(provider.GetRequiredService<ConfiguredStore>().Tenants))
        .AddSingleton<ITenantStore>(provider => provider.GetRequiredService<RequestViewStore>());

    /// <summary>The path of the SQLite store if the settings name one that does not exist; otherwise null.</summary>
    public static string? FindMissingFile(MockServerOptions options) =>
        options.Store == StoreKind.Sqlite && GetSqlitePath(options) is var path && !File.Exists(path) ? path : null;

#pragma warning disable CA2000 // the result disposes the store, and the store the database
    private static ConfiguredStore CreateStore(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<MockServerOptions>();
        return options.Store switch
        {
            StoreKind.Sqlite => CreateSqliteStore(provider, options),
            StoreKind.Postgresql => CreatePostgreSqlStore(provider, options),
            _ => new ConfiguredStore(new InMemoryTenantStore(options.MaxTenants), Journal: null),
        };
    }

    private static ConfiguredStore CreateSqliteStore(IServiceProvider provider, MockServerOptions options)
    {
        var (path, random) = (GetSqlitePath(options), provider.GetRequiredService<IRandomSource>());
        var key = new Lazy<byte[]>(() => ParseKey(options) ?? StoreKeyFile.ReadOrCreate(path + ".key", random));
        var delay = new WriteDelay(JournalWriteDelay, TimeProvider.System);
        return CreateDatabaseStore(provider, new SqliteTenantDatabase(path), new RowEncryption(key, random), delay);
    }

    private static ConfiguredStore CreatePostgreSqlStore(IServiceProvider provider, MockServerOptions options)
    {
        var encryption = ParseKey(options) is { } key ? new RowEncryption(new Lazy<byte[]>(key), provider.GetRequiredService<IRandomSource>()) : null;
        return CreateDatabaseStore(provider, new PostgreSqlTenantDatabase(options.ConnectionString!, DatabaseStartTimeout), encryption, delay: null);
    }

    /// <param name="delay">Of the journal. Null if other servers use the database.</param>
    private static ConfiguredStore CreateDatabaseStore(IServiceProvider provider, ITenantDatabase database, RowEncryption? encryption, WriteDelay? delay)
    {
        var options = provider.GetRequiredService<MockServerOptions>();
        return new ConfiguredStore(
            new DatabaseTenantStore(database, provider.GetRequiredService<IRecordSerializer>(), encryption, options.MaxTenants, options.StoreCache * 1024L * 1024),
            new StoredJournal(database.Journal, encryption, new JournalLimits(options.JournalSize, MaxJournalSize), delay));
    }
#pragma warning restore CA2000

    private static string GetSqlitePath(MockServerOptions options) =>
        options.StorePath is { } file ? Path.GetFullPath(file) : Path.Combine(DataFolderPath.Find(options)!, "store.db");

    private static byte[]? ParseKey(MockServerOptions options) => options.StoreKey is { } text && StoreKeyFile.TryParse(text, out var key) ? key : null;
}
