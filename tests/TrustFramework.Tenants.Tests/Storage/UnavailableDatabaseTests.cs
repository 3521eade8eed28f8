using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.Tenants.Tests.Storage;

/// <summary>Operations that wait for another one fail with it if the database does not respond, and do not try again one after the other.</summary>
public sealed class UnavailableDatabaseTests : IAsyncDisposable
{
    private static readonly TenantId Tenant = new(new Guid(1, 0, 0, new byte[8]));

    private readonly HangingDatabase _database = new();
    private readonly DatabaseTenantStore _store;

    public UnavailableDatabaseTests() => _store = new DatabaseTenantStore(_database, new TestRecordSerializer(), encryption: null, int.MaxValue, cacheSize: 1_000_000);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Reads_and_changes_that_wait_fail_with_the_first_one()
    {
        await _store.ReadAsync(Tenant); // from here on a read asks only for the version
        var reads = Enumerable.Range(0, 10).Select(_ => _store.ReadAsync(Tenant).AsTask()).ToList();
        var changes = Enumerable.Range(0, 10).Select(_ => _store.ChangeAllAsync(Tenant, _ => [new Label("l")]).AsTask()).ToList();

        _database.Fail();

        foreach (var operation in reads.Cast<Task>().Concat(changes))
            await operation.Awaiting(pending => pending.WaitAsync(TimeSpan.FromSeconds(30))).Should().ThrowAsync<StoreUnavailableException>();
        _database.Queries.Should().Be(1, "the other operations waited for it");
    }

    [Fact]
    public async Task An_operation_that_comes_later_tries_again()
    {
        await _store.ReadAsync(Tenant);
        var change = _store.ChangeAllAsync(Tenant, _ => [new Label("l")]).AsTask();
        _database.Fail();
        await change.Awaiting(pending => pending).Should().ThrowAsync<StoreUnavailableException>();

        (await _store.ChangeAllAsync(Tenant, _ => [new Label("l")])).Should().BeNull();
        (await _store.ReadAsync(Tenant)).IsEmpty.Should().BeFalse();
    }

    [Fact]
    public async Task The_approximate_time_does_not_wait_for_a_database_that_hangs()
    {
        await _store.ReadAsync(Tenant);
        var instant = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

        (await new TenantClocks(_store, TimeProvider.System).ToApproximateTenantTimeAsync(Tenant, instant).AsTask().WaitAsync(TimeSpan.FromSeconds(30))).Should().Be(instant);
    }

    /// <summary>Does not respond to questions for versions until it fails, and then responds.</summary>
    private sealed class HangingDatabase : ISharedTenantDatabase
    {
        private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _responds;
        private long _version;

        public int Queries { get; private set; }

        public IJournalTable Journal => throw new NotSupportedException();

        public void Fail()
        {
            _responds = true;
            _failed.SetException(new StoreUnavailableException("It hangs."));
        }

        public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<byte[]> GetOrAddSettingAsync(string name, byte[] value, CancellationToken cancellationToken) => Task.FromResult(value);

        public ValueTask<TenantRows> ReadAsync(TenantId tenant, CancellationToken cancellationToken) => ReadChangesAsync(tenant, 0, cancellationToken);

        public ValueTask<TenantRows> ReadChangesAsync(TenantId tenant, long knownVersion, CancellationToken cancellationToken) => ValueTask.FromResult(new TenantRows(_version, []));

        public async Task<IReadOnlyDictionary<TenantId, long>> ReadVersionsAsync(IReadOnlyCollection<TenantId> tenants, CancellationToken cancellationToken)
        {
            Queries++;
            if (!_responds)
                await _failed.Task;
            return new Dictionary<TenantId, long> { [Tenant] = _version };
        }

        public ValueTask<DatabaseCommit> TryCommitAsync(
            TenantId tenant, long readVersion, IReadOnlyList<RecordRow> rows, bool removesTenant, int maxTenants, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new DatabaseCommit(CommitResult.Committed, ++_version));

        public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<KeyValuePair<TenantId, RecordRow>>> ListByKindAsync(string kind, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
