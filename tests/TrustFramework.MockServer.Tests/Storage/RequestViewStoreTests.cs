using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Tests.Storage;

public sealed class RequestViewStoreTests
{
    private static readonly TenantId Tenant = new(Guid.NewGuid());

    private readonly RecordingStore _inner = new();
    private readonly RequestViewStore _store;

    public RequestViewStoreTests() => _store = new RequestViewStore(_inner);

    [Fact]
    public async Task A_request_reads_a_tenant_once_and_does_not_see_what_others_change_meanwhile()
    {
        await _store.RunAsync(
            async () =>
            {
                (await ReadDomainAsync()).Should().BeNull();
                await SetDomainAsync(_inner, "contoso.com");
                (await ReadDomainAsync()).Should().BeNull();
            },
            CancellationToken.None);

        _inner.Reads.Should().Be(1);
        (await ReadDomainAsync()).Should().Be("contoso.com", "there is no view outside of a request");
    }

    [Fact]
    public async Task A_request_sees_its_own_change_and_all_changes_before_it() => await _store.RunAsync(
        async () =>
        {
            (await ReadDomainAsync()).Should().BeNull();
            await SetDomainAsync(_inner, "contoso.com");

            await _store.ChangeAsync(Tenant, state => state.With(new ClockSetting(TimeSpan.FromHours(1), FrozenAt: null)));

            (await ReadDomainAsync()).Should().Be("contoso.com");
            (await _store.FindAsync<ClockSetting>(Tenant, ClockSetting.SingletonId))!.Shift.Should().Be(TimeSpan.FromHours(1));

            var before = await _store.ReadAsync(Tenant);
            (await _store.TryCommitAsync(before, before.With(new TenantProfile("fabrikam.com")))).Should().Be(CommitResult.Committed);
            (await ReadDomainAsync()).Should().Be("fabrikam.com");
        },
        CancellationToken.None);

    [Fact]
    public async Task A_request_inside_a_request_has_its_own_view() => await _store.RunAsync(
        async () =>
        {
            (await ReadDomainAsync()).Should().BeNull();
            await SetDomainAsync(_inner, "contoso.com");

            await _store.RunAsync(async () => (await ReadDomainAsync()).Should().Be("contoso.com"), CancellationToken.None);

            (await ReadDomainAsync()).Should().BeNull();
        },
        CancellationToken.None);

    [Fact]
    public async Task Work_that_outlives_its_request_has_no_view()
    {
        var ended = new TaskCompletionSource();
        Task<string?> later = Task.FromResult<string?>(null);
        await _store.RunAsync(
            async () =>
            {
                (await ReadDomainAsync()).Should().BeNull();
                later = ReadLaterAsync();
            },
            CancellationToken.None);
        await SetDomainAsync(_inner, "contoso.com");

        ended.SetResult();

        (await later).Should().Be("contoso.com");

        async Task<string?> ReadLaterAsync()
        {
            await ended.Task;
            return await ReadDomainAsync();
        }
    }

    [Fact]
    public async Task Operations_get_the_token_of_the_request_until_its_client_has_disconnected()
    {
        using var aborted = new CancellationTokenSource();

        await _store.RunAsync(
            async () =>
            {
                await _store.ReadAsync(Tenant);
                _inner.LastToken.Should().Be(aborted.Token);
                await _store.ChangeAsync(Tenant, state => state);
                _inner.LastToken.Should().Be(aborted.Token);
                await _store.ListTenantsAsync();
                _inner.LastToken.Should().Be(aborted.Token);

                await aborted.CancelAsync();
                await _store.ReadAsync(TenantId.Global);
                _inner.LastToken.Should().Be(CancellationToken.None, "the journal still records the request");
            },
            aborted.Token);
    }

    private static async Task SetDomainAsync(ITenantStore store, string domain) => await store.ChangeAsync(Tenant, state => state.With(new TenantProfile(domain)));

    private async Task<string?> ReadDomainAsync() => (await _store.FindAsync<TenantProfile>(Tenant, TenantProfile.SingletonId))?.Domain;

    private sealed class RecordingStore : ITenantStore
    {
        private readonly InMemoryTenantStore _store = new();

        public int Reads { get; private set; }

        public CancellationToken LastToken { get; private set; }

        public int MaxTenants => _store.MaxTenants;

        public Task OpenAsync(CancellationToken cancellationToken = default) => _store.OpenAsync(cancellationToken);

        public ValueTask<TenantState> ReadAsync(TenantId tenant, CancellationToken cancellationToken = default)
        {
            (Reads, LastToken) = (Reads + 1, cancellationToken);
            return _store.ReadAsync(tenant, CancellationToken.None);
        }

        public ValueTask<CommitResult> TryCommitAsync(TenantState before, TenantState after, CancellationToken cancellationToken = default)
        {
            LastToken = cancellationToken;
            return _store.TryCommitAsync(before, after, CancellationToken.None);
        }

        public ValueTask<Result<StateChange, Refusal>> ChangeAsync(
            TenantId tenant, Func<TenantState, Result<TenantState, Refusal>> transition, CancellationToken cancellationToken = default)
        {
            LastToken = cancellationToken;
            return _store.ChangeAsync(tenant, transition, CancellationToken.None);
        }

        public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken = default)
        {
            LastToken = cancellationToken;
            return _store.ListTenantsAsync(CancellationToken.None);
        }

        public ValueTask<IReadOnlyList<KeyValuePair<TenantId, T>>> ListByKindAsync<T>(CancellationToken cancellationToken = default)
            where T : class, ITenantRecord => _store.ListByKindAsync<T>(cancellationToken);
    }
}
