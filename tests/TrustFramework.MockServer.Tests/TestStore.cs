using TrustFramework.Tenants.PostgreSql.Tests;

namespace TrustFramework.MockServer.Tests;

/// <summary>The store of the servers under test: MOCKSERVER_TEST_STORE is <c>sqlite</c> or <c>postgresql</c>, or not set for memory. See CONTRIBUTING.md.</summary>
internal static class TestStore
{
    private static readonly Lazy<PostgreSqlServer> PostgreSql = new(() =>
    {
        var server = new PostgreSqlServer();
        server.InitializeAsync().GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().GetAwaiter().GetResult();
        return server;
    });

    /// <summary>The settings of an empty store.</summary>
    public static Dictionary<string, string?> CreateSettings() => Environment.GetEnvironmentVariable("MOCKSERVER_TEST_STORE") switch
    {
        "sqlite" => new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["MockServer:Store"] = "sqlite",
            ["MockServer:StorePath"] = Path.Combine(Directory.CreateTempSubdirectory("mock-store-").FullName, "store.db"),
        },
        "postgresql" => CreatePostgreSqlSettings(PostgreSql.Value),
        _ => new Dictionary<string, string?>(StringComparer.Ordinal),
    };

    public static Dictionary<string, string?> CreatePostgreSqlSettings(PostgreSqlServer server) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["MockServer:Store"] = "postgresql",
        ["MockServer:ConnectionString"] = $"{server.CreateConnectionString()};Maximum Pool Size=5",
    };
}
