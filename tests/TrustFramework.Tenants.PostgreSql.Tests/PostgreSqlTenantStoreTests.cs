using System.Reflection;
using Npgsql;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;
using TrustFramework.Tenants.Tests.Storage;

namespace TrustFramework.Tenants.PostgreSql.Tests;

public sealed class PostgreSqlTenantStoreTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IAsyncLifetime
{
    private static readonly TenantId Tenant = new(new Guid(1, 0, 0, new byte[8]));

    private readonly List<DatabaseTenantStore> _stores = [];

    /// <summary>The tests of the contract with their arguments. They are called here, because inherited facts cannot be skipped.</summary>
    public static TheoryData<string, int> ContractTests()
    {
        var tests = new TheoryData<string, int>();
        foreach (var (method, data) in FindContractTests())
        {
            for (var i = 0; i < data.Count; i++)
                tests.Add(method.Name, i);
        }

        return tests;
    }

    [PostgreSqlTheory]
    [MemberData(nameof(ContractTests))]
    public async Task The_contract_of_every_store_holds(string test, int data)
    {
        foreach (var cacheSize in new[] { 1_000_000, 0 })
        {
            var (method, arguments) = FindContractTests().Single(candidate => candidate.Method.Name == test);
            var contract = new Contract(maxTenants => OpenAsync(maxTenants: maxTenants, cacheSize: cacheSize).GetAwaiter().GetResult());
            if (method.Invoke(contract, arguments[data]) is Task result)
                await result;
        }
    }

    [PostgreSqlFact]
    public async Task An_acknowledged_commit_is_visible_at_another_store_at_once()
    {
        var connection = server.CreateConnectionString();
        var (first, second) = (await OpenAsync(connection), await OpenAsync(connection));

        for (var i = 1; i <= 100; i++)
        {
            var (writer, reader) = i % 2 == 0 ? (first, second) : (second, first);
            await writer.ChangeAsync<Counter>(Tenant, "c", (_, _) => new Counter("c", i));
            (await reader.FindAsync<Counter>(Tenant, "c"))!.Count.Should().Be(i);
        }

        await first.ChangeAllAsync(Tenant, _ => []);
        (await second.ReadAsync(Tenant)).IsEmpty.Should().BeTrue();
        (await second.ListTenantsAsync()).Should().BeEmpty();
    }

    [PostgreSqlFact]
    public async Task Concurrent_changes_through_two_stores_are_all_kept()
    {
        var connection = server.CreateConnectionString();
        DatabaseTenantStore[] stores = [await OpenAsync(connection), await OpenAsync(connection)];

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () => await stores[i % 2].ChangeAsync<Counter>(
            Tenant, $"c{i % 4}", (current, _) => new Counter($"c{i % 4}", (current?.Count ?? 0) + 1)))));

        (await stores[0].ListAsync<Counter>(Tenant)).Select(counter => counter.Count).Should().Equal(100, 100, 100, 100);
        (await stores[1].ListAsync<Counter>(Tenant)).Should().Equal(await stores[0].ListAsync<Counter>(Tenant));
    }

    [PostgreSqlFact]
    public async Task The_limit_on_tenants_holds_for_two_stores()
    {
        var connection = server.CreateConnectionString();
        DatabaseTenantStore[] stores = [await OpenAsync(connection, maxTenants: 10), await OpenAsync(connection, maxTenants: 10)];

        await Task.WhenAll(Enumerable.Range(1, 100).Select(i => Task.Run(async () =>
            await stores[i % 2].ChangeAsync<Label>(new TenantId(new Guid(i, 0, 0, new byte[8])), "l", (_, _) => new Label("l")))));

        (await stores[0].ListTenantsAsync()).Should().HaveCount(10);
    }

    [PostgreSqlFact]
    public async Task Stores_that_start_at_the_same_time_create_the_tables_once()
    {
        var connection = server.CreateConnectionString();

        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(connection)));

        await stores[0].ChangeAllAsync(Tenant, _ => [new Label("l")]);
        (await stores[7].ListTenantsAsync()).Should().Equal(Tenant);
    }

    [PostgreSqlFact]
    public async Task State_is_the_same_after_the_database_server_was_killed_and_a_change_meanwhile_is_refused_in_time()
    {
        await using var own = new OwnServer();
        await own.Server.InitializeAsync();
        var store = await OpenAsync(own.Server.CreateConnectionString());
        await store.ChangeAllAsync(Tenant, _ => [new Counter("c", 1)]);

        await own.Server.KillAsync();
        var change = async () => await store.ChangeAsync<Counter>(Tenant, "c", (current, _) => current! with { Count = 2 });
        await change.Should().ThrowAsync<StoreUnavailableException>();
        var read = async () => await store.ReadAsync(Tenant);
        await read.Should().ThrowAsync<StoreUnavailableException>();

        await own.Server.StartAsync();
        (await store.FindAsync<Counter>(Tenant, "c"))!.Count.Should().Be(1);
        (await store.ChangeAsync<Counter>(Tenant, "c", (current, _) => current! with { Count = 3 })).Value.After.Count.Should().Be(3);
    }

    [PostgreSqlFact]
    public async Task The_contract_of_the_journal_holds()
    {
        var connection = server.CreateConnectionString();
        await using var first = new PostgreSqlTenantDatabase(connection, startTimeout: TimeSpan.FromSeconds(1));
        await using var second = new PostgreSqlTenantDatabase(connection, startTimeout: TimeSpan.FromSeconds(1));
        await first.OpenAsync(default);

        await JournalContract.VerifyAsync(first.Journal, second.Journal);
    }

    [PostgreSqlFact]
    public async Task While_the_database_server_hangs_every_operation_fails_in_time_and_later_the_store_works_again()
    {
        await using var own = new OwnServer();
        await own.Server.InitializeAsync();
        var store = await OpenAsync($"{own.Server.CreateConnectionString()};Timeout=1;Command Timeout=1");
        await store.ChangeAllAsync(Tenant, _ => [new Counter("c", 1)]);

        await own.Server.SignalAsync("STOP");
        try
        {
            Task[] operations =
            [
                .. Enumerable.Range(0, 30).Select(_ => Task.Run(async () => await store.ReadAsync(Tenant))),
                .. Enumerable.Range(0, 30).Select(_ => Task.Run(async () => await store.ChangeAllAsync(Tenant, _ => [new Counter("c", 2)]))),
            ];
            foreach (var operation in operations)
                await operation.Awaiting(pending => pending.WaitAsync(TimeSpan.FromSeconds(30))).Should().ThrowAsync<StoreUnavailableException>();
        }
        finally
        {
            await own.Server.SignalAsync("CONT");
        }

        (await store.ChangeAsync<Counter>(Tenant, "c", (_, _) => new Counter("c", 3))).Value.After.Count.Should().Be(3);
    }

    [PostgreSqlFact]
    public async Task A_schema_of_a_newer_version_is_refused_with_a_sentence()
    {
        var connection = server.CreateConnectionString();
        await OpenAsync(connection);
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("UPDATE schema_version SET version = 99");
        await command.ExecuteNonQueryAsync();

        var open = () => OpenAsync(connection);

        (await open.Should().ThrowAsync<StoreConfigurationException>()).Which.Message.Should().Contain("was written by a newer version of this program");
    }

    [PostgreSqlTheory]
    [InlineData("Database=none", "The database refuses the connection or the tables: database \"none\" does not exist.")]
    [InlineData("Port=1", "The database does not respond: ")]
    public async Task A_database_that_cannot_be_used_is_refused_with_a_sentence(string settings, string reason)
    {
        var open = () => OpenAsync($"{server.CreateConnectionString()};{settings};Password=secret");

        (await open.Should().ThrowAsync<StoreConfigurationException>()).Which.Message.Should().StartWith(reason).And.Contain("MockServer:ConnectionString").And.NotContain("secret");
    }

    [Theory]
    [InlineData("Host=localhost;Password=secret", true)]
    [InlineData("Host=localhost;Pasword=secret", false)]
    [InlineData("secret", false)]
    public void A_connection_string_can_be_checked(string connectionString, bool isValid) =>
        PostgreSqlTenantDatabase.IsValidConnectionString(connectionString).Should().Be(isValid);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
    }

    private async Task<DatabaseTenantStore> OpenAsync(string? connectionString = null, int maxTenants = int.MaxValue, long cacheSize = 1_000_000)
    {
#pragma warning disable CA2000 // the store disposes it
        var database = new PostgreSqlTenantDatabase(connectionString ?? server.CreateConnectionString(), startTimeout: TimeSpan.FromSeconds(1));
#pragma warning restore CA2000
        var store = new DatabaseTenantStore(database, new TestRecordSerializer(), encryption: null, maxTenants, cacheSize);
        lock (_stores)
            _stores.Add(store);
        await store.OpenAsync();
        return store;
    }

    private static IReadOnlyList<(MethodInfo Method, IReadOnlyList<object?[]> Data)> FindContractTests() =>
    [
        .. from method in typeof(TenantStoreContractTests).GetMethods()
           where method.GetCustomAttribute<FactAttribute>() is not null
           let data = method.GetCustomAttributes<InlineDataAttribute>().SelectMany(inline => inline.GetData(method)).Select(row => CreateArguments(method, row)).ToList()
           select (method, (IReadOnlyList<object?[]>)(data.Count > 0 ? data : [[]])),
    ];

    /// <summary>Puts the last arguments into an array where the method has one.</summary>
    private static object?[] CreateArguments(MethodInfo method, object?[] row)
    {
        var count = method.GetParameters().Length;
        return method.GetParameters() is [.., { ParameterType.IsArray: true }] && (row.Length != count || row[^1] is not Array)
            ? [.. row[..(count - 1)], row[(count - 1)..].Cast<string>().ToArray()]
            : row;
    }

    private sealed class Contract(Func<int, ITenantStore> createStore) : TenantStoreContractTests(createStore);

    /// <summary>A server that a test may kill.</summary>
    private sealed class OwnServer : IAsyncDisposable
    {
        public PostgreSqlServer Server { get; } = new();

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
