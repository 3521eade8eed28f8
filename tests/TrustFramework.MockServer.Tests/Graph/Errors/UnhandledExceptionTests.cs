using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
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

    private sealed class FailingServer : MockServerFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<ITenantStore, FailingStore>());
        }
    }

    /// <summary>Throws when a change is committed.</summary>
    private sealed class FailingStore : ITenantStore
    {
        private readonly InMemoryTenantStore _inner = new();

        public int MaxTenants => _inner.MaxTenants;

        public ValueTask<TenantState> ReadAsync(TenantId tenant, CancellationToken cancellationToken = default) => _inner.ReadAsync(tenant, cancellationToken);

        public ValueTask<CommitResult> TryCommitAsync(TenantState before, TenantState after, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("inner workings");

        public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken = default) => _inner.ListTenantsAsync(cancellationToken);

        public ValueTask<IReadOnlyList<KeyValuePair<TenantId, T>>> ListByKindAsync<T>(CancellationToken cancellationToken = default)
            where T : class, ITenantRecord => _inner.ListByKindAsync<T>(cancellationToken);
    }
}
