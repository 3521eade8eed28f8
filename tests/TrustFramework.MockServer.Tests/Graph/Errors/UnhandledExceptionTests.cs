using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Tests.Graph.Errors;

public sealed class UnhandledExceptionTests
{
    [Fact]
    [Covers("UnhandledException")]
    public async Task An_unhandled_exception_returns_Graphs_error_format_without_details()
    {
        await using var server = new FailingServer();

        var response = await server.NewTenant().GetAsync("policies");

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

    /// <summary>Throws when policies are listed.</summary>
    private sealed class FailingStore : ITenantStore
    {
        private readonly InMemoryTenantStore _inner = new();

        public ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
            where T : class, ITenantRecord => _inner.FindAsync<T>(tenant, id);

        public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
            where T : class, ITenantRecord =>
            typeof(T) == typeof(StoredPolicy) ? throw new InvalidOperationException("inner workings") : _inner.ListAsync<T>(tenant);

        public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant, KeyRange range)
            where T : class, ITenantRecord =>
            typeof(T) == typeof(StoredPolicy) ? throw new InvalidOperationException("inner workings") : _inner.ListAsync<T>(tenant, range);

        public ValueTask<int> CountAsync<T>(TenantId tenant)
            where T : class, ITenantRecord => _inner.CountAsync<T>(tenant);

        public ValueTask<Result<Change<T>, Refusal>> ChangeAsync<T>(TenantId tenant, string id, Transition<T> transition)
            where T : class, ITenantRecord => _inner.ChangeAsync(tenant, id, transition);

        public ValueTask<T?> RemoveAsync<T>(TenantId tenant, string id)
            where T : class, ITenantRecord => _inner.RemoveAsync<T>(tenant, id);

        public ValueTask<bool> HasRecordsAsync(TenantId tenant) => _inner.HasRecordsAsync(tenant);

        public ValueTask<bool> HasCapacityAsync(TenantId tenant) => _inner.HasCapacityAsync(tenant);

        public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync() => _inner.ListTenantsAsync();

        public ValueTask<IReadOnlyList<ITenantRecord>> ListAllAsync(TenantId tenant) => _inner.ListAllAsync(tenant);

        public ValueTask<Refusal?> ChangeAllAsync(TenantId tenant, Func<IReadOnlyList<ITenantRecord>, IEnumerable<ITenantRecord>> transition) =>
            _inner.ChangeAllAsync(tenant, transition);
    }
}
