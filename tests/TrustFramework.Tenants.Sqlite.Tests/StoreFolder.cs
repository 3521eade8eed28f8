using TrustFramework.Tenants.Storage.Databases;
using TrustFramework.Tenants.Tests.Storage;

namespace TrustFramework.Tenants.Sqlite.Tests;

/// <summary>A folder for stores that is deleted with its test.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly List<DatabaseTenantStore> _stores = [];

    /// <summary>The file of the store, unless a test names another one.</summary>
    public string Path => System.IO.Path.Combine(_folder.FullName, "store.db");

    public DatabaseTenantStore Create(int maxTenants = int.MaxValue, string file = "store.db", RowEncryption? encryption = null, long cacheSize = 1_000_000)
    {
#pragma warning disable CA2000 // the store disposes it
        var database = new SqliteTenantDatabase(System.IO.Path.Combine(_folder.FullName, file));
#pragma warning restore CA2000
        _stores.Add(new DatabaseTenantStore(database, new TestRecordSerializer(), encryption, maxTenants, cacheSize));
        return _stores[^1];
    }

    /// <summary>Opening a file completes synchronously.</summary>
    public DatabaseTenantStore Open(int maxTenants = int.MaxValue, string file = "store.db", RowEncryption? encryption = null, long cacheSize = 1_000_000)
    {
        var store = Create(maxTenants, file, encryption, cacheSize);
        store.OpenAsync().GetAwaiter().GetResult();
        return store;
    }

    public void Dispose()
    {
        foreach (var store in _stores)
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
    }
}
