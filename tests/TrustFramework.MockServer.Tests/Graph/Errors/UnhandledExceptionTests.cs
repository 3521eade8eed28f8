using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Tests.Graph.Errors;

public sealed class UnhandledExceptionTests
{
    [Fact]
    [Covers("UnhandledException")]
    public async Task An_unhandled_exception_returns_Graphs_error_format_without_details()
    {
        await using var server = new FailingServer();

        var response = await server.NewTenant().PostAsync("keySets", """{"id":"a"}""");

        response.ShouldBeError(500, "InternalServerError", "TrustFramework.MockServer failed with an unhandled exception. Its log has the details under this request-id.");
        response.Text.Should().NotContain("inner workings");
    }

    [Fact]
    [Covers("StoreUnavailable")]
    public async Task A_store_that_is_not_available_returns_503_in_the_format_of_each_service()
    {
        await using var server = new FailingServer { Exception = new StoreUnavailableException("inner workings") };
        var tenant = server.NewTenant();

        (await tenant.PostAsync("keySets", """{"id":"a"}""")).ShouldBeError(503, "ServiceUnavailable", "The store of TrustFramework.MockServer is not available. Try again.");
        var control = new Control.ControlClient(server.CreateClient(), tenant.Tenant);
        Control.ControlClient.ShouldBeProblem(await control.PostAsync("faults", """{"latency":{"milliseconds":1}}"""), 503, "The store of this server is not available.");
    }

    private sealed class FailingServer : MockServerFactory
    {
        public Exception Exception { get; init; } = new InvalidOperationException("inner workings");

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<ITenantStore>(new FailingStore(Exception)));
        }
    }

    /// <summary>Throws at every change.</summary>
    private sealed class FailingStore(Exception exception) : ITenantStore
    {
        private readonly InMemoryTenantStore _inner = new();

        public int MaxTenants => _inner.MaxTenants;

        public Task OpenAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public ValueTask<TenantState> ReadAsync(TenantId tenant, CancellationToken cancellationToken = default) => _inner.ReadAsync(tenant, cancellationToken);

        public ValueTask<CommitResult> TryCommitAsync(TenantState before, TenantState after, CancellationToken cancellationToken = default) =>
            _inner.TryCommitAsync(before, after, cancellationToken);

        public ValueTask<Result<StateChange, Refusal>> ChangeAsync(
            TenantId tenant, Func<TenantState, Result<TenantState, Refusal>> transition, CancellationToken cancellationToken = default) =>
            throw exception;

        public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken = default) => _inner.ListTenantsAsync(cancellationToken);

        public ValueTask<IReadOnlyList<KeyValuePair<TenantId, T>>> ListByKindAsync<T>(CancellationToken cancellationToken = default)
            where T : class, ITenantRecord => _inner.ListByKindAsync<T>(cancellationToken);
    }
}
