using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Tests.Graph;

public sealed class BugTests
{
    [Fact]
    [Witnesses("Unexpected")]
    public async Task A_bug_gets_the_envelope_and_tells_a_client_nothing_of_itself()
    {
        await using var server = new BrokenServer();

        var answer = await server.NewTenant().GetAsync("policies");

        answer.ShouldBeError(500, "InternalServerError", "The emulator failed, and this is a bug. Its log says more under this request-id.");
        answer.Text.Should().NotContain("inner workings");
    }

    private sealed class BrokenServer : MockServerFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<ITenantStore, BrokenStore>());
        }
    }

    /// <summary>Fails when policies are listed; all else is none of its business.</summary>
    private sealed class BrokenStore : ITenantStore
    {
        private readonly InMemoryTenantStore _whole = new();

        public ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
            where T : class, ITenantRecord => _whole.FindAsync<T>(tenant, id);

        public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
            where T : class, ITenantRecord =>
            typeof(T) == typeof(StoredPolicy) ? throw new InvalidOperationException("inner workings") : _whole.ListAsync<T>(tenant);

        public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant, KeyRange stretch)
            where T : class, ITenantRecord =>
            typeof(T) == typeof(StoredPolicy) ? throw new InvalidOperationException("inner workings") : _whole.ListAsync<T>(tenant, stretch);

        public ValueTask<int> CountAsync<T>(TenantId tenant)
            where T : class, ITenantRecord => _whole.CountAsync<T>(tenant);

        public ValueTask<Outcome<Change<T>>> ChangeAsync<T>(TenantId tenant, string id, Transition<T> transition)
            where T : class, ITenantRecord => _whole.ChangeAsync(tenant, id, transition);

        public ValueTask<T?> RemoveAsync<T>(TenantId tenant, string id)
            where T : class, ITenantRecord => _whole.RemoveAsync<T>(tenant, id);

        public ValueTask<bool> HasRecordsAsync(TenantId tenant) => _whole.HasRecordsAsync(tenant);

        public ValueTask<bool> HasCapacityAsync(TenantId tenant) => _whole.HasCapacityAsync(tenant);

        public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync() => _whole.ListTenantsAsync();

        public ValueTask<IReadOnlyList<ITenantRecord>> ListAllAsync(TenantId tenant) => _whole.ListAllAsync(tenant);

        public ValueTask<Refusal?> ChangeAllAsync(TenantId tenant, Func<IReadOnlyList<ITenantRecord>, IEnumerable<ITenantRecord>> transition) =>
            _whole.ChangeAllAsync(tenant, transition);
    }
}
