using Microsoft.Data.Sqlite;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;
using TrustFramework.Tenants.Tests;
using TrustFramework.Tenants.Tests.Storage;

namespace TrustFramework.Tenants.Sqlite.Tests;

/// <summary>The contract of every store, with files in a temporary folder.</summary>
public abstract class SqliteContractTests : TenantStoreContractTests, IDisposable
{
    private readonly StoreFolder _folder;

    private protected SqliteContractTests(StoreFolder folder, long cacheSize)
        : base(maxTenants => folder.Open(maxTenants, $"{Guid.NewGuid()}.db", cacheSize: cacheSize)) => _folder = folder;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _folder.Dispose();
}

public sealed class SqliteTenantStoreContractTests() : SqliteContractTests(new StoreFolder(), cacheSize: 1_000_000);

/// <summary>Every read is one of the file.</summary>
public sealed class SqliteTenantStoreWithoutCacheContractTests() : SqliteContractTests(new StoreFolder(), cacheSize: 0);

/// <summary>What a store in a file promises beyond the contract.</summary>
public sealed class SqliteTenantStoreTests : IDisposable
{
    private static readonly TenantId Tenant = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly TenantId Other = new(new Guid(2, 0, 0, new byte[8]));

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_contract_of_the_journal_holds()
    {
        await using var database = new SqliteTenantDatabase(_folder.Path);
        await database.OpenAsync(default);

        await JournalContract.VerifyAsync(database.Journal, database.Journal);
    }

    [Fact]
    public async Task State_is_the_same_after_the_store_is_opened_again()
    {
        long version;
        await using (var store = _folder.Open())
        {
            await store.ChangeAllAsync(Tenant, _ => [new Counter("Mixed", 1), new Counter("b", 2), new Label("l")]);
            await store.RemoveAsync<Counter>(Tenant, "B");
            await store.ChangeAllAsync(Other, _ => [new Label("l")]);
            await store.ChangeAllAsync(Other, _ => []);
            version = (await store.ReadAsync(Tenant)).Version;
        }

        await using var again = _folder.Open();

        (await again.ListAllAsync(Tenant)).Should().BeEquivalentTo<ITenantRecord>([new Counter("Mixed", 1), new Label("l")]);
        (await again.ListTenantsAsync()).Should().Equal(Tenant);
        (await again.ReadAsync(Tenant)).Version.Should().Be(version);
        await again.ChangeAllAsync(Other, _ => [new Label("l")]);
        (await again.ReadAsync(Other)).Version.Should().BeGreaterThan(version);
    }

    [Fact]
    public async Task A_store_that_keeps_one_tenant_in_memory_reads_the_others_again()
    {
        await using var store = _folder.Open(cacheSize: 1000);
        foreach (var i in Enumerable.Range(1, 50))
            await store.ChangeAllAsync(new TenantId(new Guid(i, 0, 0, new byte[8])), _ => [new Counter("c", i), new Label(new string('x', 300))]);

        foreach (var i in Enumerable.Range(1, 50))
            (await store.FindAsync<Counter>(new TenantId(new Guid(i, 0, 0, new byte[8])), "c"))!.Count.Should().Be(i);
    }

    [Fact]
    public async Task A_second_store_on_the_same_file_is_refused_with_a_sentence()
    {
        await using var first = _folder.Open();

        var open = () => _folder.Create().OpenAsync();

        (await open.Should().ThrowAsync<StoreConfigurationException>()).Which.Message.Should().Contain("is in use by another process").And.Contain("MockServer:StorePath");
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(1, null)]
    [InlineData(1, 2)]
    public async Task A_store_with_another_key_is_refused_with_a_sentence(int? key, int? otherKey)
    {
        await using (_folder.Open(encryption: CreateEncryption(key)))
        {
        }

        await using (_folder.Open(encryption: CreateEncryption(key)))
        {
        }

        await using var other = _folder.Create(encryption: CreateEncryption(otherKey));
        var open = () => other.OpenAsync();

        (await open.Should().ThrowAsync<StoreConfigurationException>()).Which.Message.Should().StartWith("The store was encrypted with another key. Set MockServer:StoreKey");
    }

    [Theory]
    [InlineData("")]
    [InlineData("This is not a database, but it is longer than the header of one, which has one hundred bytes at the beginning of the file.")]
    public async Task A_file_that_is_not_a_store_is_refused_unless_it_is_empty(string content)
    {
        await File.WriteAllTextAsync(_folder.Path, content);
        await using var store = _folder.Create();

        var open = () => store.OpenAsync();

        if (content.Length == 0)
            await open.Should().NotThrowAsync();
        else
            (await open.Should().ThrowAsync<StoreConfigurationException>()).Which.Message.Should().Contain("cannot be opened").And.Contain("MockServer:StorePath");
    }

    [Fact]
    public async Task A_file_of_the_first_schema_version_is_migrated()
    {
        await using (var store = _folder.Open())
            await store.ChangeAllAsync(Tenant, _ => [new Counter("a", 1)]);
        await ExecuteAsync("DROP INDEX records_by_kind; DROP TABLE journal; DROP TABLE journal_numbers; PRAGMA user_version = 1;");

        await using (var migrated = _folder.Open())
            (await migrated.FindAsync<Counter>(Tenant, "a"))!.Count.Should().Be(1);

        (await ExecuteAsync("SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE name IN ('records_by_kind', 'journal') ORDER BY name)")).Should().Be("journal,records_by_kind");
    }

    [Fact]
    public async Task A_file_of_a_newer_schema_version_is_refused_with_a_sentence()
    {
        await using (_folder.Open())
        {
        }

        await ExecuteAsync("PRAGMA user_version = 99;");
        await using var store = _folder.Create();
        var open = () => store.OpenAsync();

        (await open.Should().ThrowAsync<StoreConfigurationException>()).Which.Message.Should().Contain("was written by a newer version of this program");
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_files()
    {
        await using var store = _folder.Open();
        await store.ChangeAllAsync(Tenant, _ => [new Counter("a", 1)]);

        var files = Directory.GetFiles(System.IO.Path.GetDirectoryName(_folder.Path)!);

        files.Should().Contain(_folder.Path);
        if (!OperatingSystem.IsWindows())
            files.Select(File.GetUnixFileMode).Should().AllBeEquivalentTo(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Encrypted_data_contains_no_plain_text_and_belongs_to_its_row()
    {
        const string secret = "plain text of a record";
        var encryption = CreateEncryption(1);
        await using (var store = _folder.Open(encryption: encryption))
        {
            await store.ChangeAllAsync(Tenant, _ => [new Label(secret), new Counter("a", 1), new Counter("b", 2)]);
            await store.ChangeAllAsync(Other, _ => [new Counter("a", 3)]);
        }

        await using (var again = _folder.Open(encryption: encryption))
            (await again.ReadAsync(Tenant)).Find<Label>(secret).Should().Be(new Label(secret));
        (await ExecuteAsync("SELECT hex(group_concat(data)) FROM records")).Should().NotContain(Convert.ToHexString("plain text"u8));
        await ExecuteAsync($"""
            UPDATE records SET data = (SELECT data FROM records WHERE id = 'A' AND tenant = '{Tenant}') WHERE id = 'B';
            UPDATE records SET data = (SELECT data FROM records WHERE id = 'A' AND tenant = '{Tenant}') WHERE id = 'A' AND tenant = '{Other}';
            """);
        await using var changed = _folder.Open(encryption: encryption);
        (await changed.ReadAsync(Tenant)).Invoking(state => state.Find<Counter>("b")).Should().Throw<System.Security.Cryptography.CryptographicException>("it is the data of another id");
        (await changed.ReadAsync(Other)).Invoking(state => state.Find<Counter>("a")).Should().Throw<System.Security.Cryptography.CryptographicException>("it is the data of another tenant");
    }

    /// <param name="key">The first byte of the key; null for no encryption.</param>
    private static RowEncryption? CreateEncryption(int? key) => key is { } first
        ? new RowEncryption(new Lazy<byte[]>([(byte)first, .. new byte[RowEncryption.KeyLength - 1]]), new SequentialRandomSource())
        : null;

    private async Task<string?> ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.Path, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The callers pass constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
