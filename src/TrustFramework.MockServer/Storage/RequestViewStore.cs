using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Storage;

/// <summary>
/// Gives each request one consistent view of a tenant: what it reads first is what it reads until it changes the tenant itself. A shared database is therefore
/// asked once for the version of each tenant that a request needs. Operations of a request end when its client disconnects.
/// </summary>
internal sealed class RequestViewStore(ITenantStore store) : ITenantStore
{
    private readonly AsyncLocal<View?> _current = new();

    public int MaxTenants => store.MaxTenants;

    /// <summary>Runs the rest of a request. A request of a batch has a view of its own.</summary>
    public async Task RunAsync(Func<Task> request, CancellationToken aborted)
    {
        var view = new View(aborted);
        _current.Value = view;
        try
        {
            await request();
        }
        finally
        {
            // For work that the request started and did not wait for.
            view.End();
        }
    }

    public Task OpenAsync(CancellationToken cancellationToken = default) => store.OpenAsync(cancellationToken);

    public async ValueTask<TenantState> ReadAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        var view = _current.Value;
        if (view?.Find(tenant) is { } known)
            return known;
        var state = await store.ReadAsync(tenant, GetToken(view, cancellationToken));
        view?.Add(state);
        return state;
    }

    public async ValueTask<CommitResult> TryCommitAsync(TenantState before, TenantState after, CancellationToken cancellationToken = default)
    {
        var view = _current.Value;
        view?.Remove(before.Tenant);
        return await store.TryCommitAsync(before, after, GetToken(view, cancellationToken));
    }

    public async ValueTask<Result<StateChange, Refusal>> ChangeAsync(
        TenantId tenant, Func<TenantState, Result<TenantState, Refusal>> transition, CancellationToken cancellationToken = default)
    {
        var view = _current.Value;
        view?.Remove(tenant);
        return await store.ChangeAsync(tenant, transition, GetToken(view, cancellationToken));
    }

    public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken = default) =>
        store.ListTenantsAsync(GetToken(_current.Value, cancellationToken));

    public ValueTask<IReadOnlyList<KeyValuePair<TenantId, T>>> ListByKindAsync<T>(CancellationToken cancellationToken = default)
        where T : class, ITenantRecord => store.ListByKindAsync<T>(GetToken(_current.Value, cancellationToken));

    /// <summary>What begins after the client has disconnected, such as the entry of the journal, is not canceled.</summary>
    private static CancellationToken GetToken(View? view, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled || view is null || view.Aborted.IsCancellationRequested ? cancellationToken : view.Aborted;

    private sealed class View(CancellationToken aborted)
    {
        private readonly Lock _lock = new();
        private Dictionary<TenantId, TenantState>? _states = [];

        public CancellationToken Aborted => aborted;

        public TenantState? Find(TenantId tenant)
        {
            lock (_lock)
                return _states?.GetValueOrDefault(tenant);
        }

        public void Add(TenantState state)
        {
            lock (_lock)
                _states?.TryAdd(state.Tenant, state);
        }

        public void Remove(TenantId tenant)
        {
            lock (_lock)
                _states?.Remove(tenant);
        }

        public void End()
        {
            lock (_lock)
                _states = null;
        }
    }
}

/// <summary>Gives each request its view of the tenants.</summary>
internal sealed class RequestViewMiddleware(RequestDelegate next, RequestViewStore store)
{
    public Task InvokeAsync(HttpContext context) => store.RunAsync(() => next(context), context.RequestAborted);
}
