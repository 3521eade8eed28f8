using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using TrustFramework.Tenants;
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

    private sealed class BrokenStore : ITenantStore
    {
        private static readonly InvalidOperationException Bug = new("inner workings");

        public ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
            where T : class, ITenantRecord => throw Bug;

        public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
            where T : class, ITenantRecord => throw Bug;

        public ValueTask<Outcome<Change<T>>> ChangeAsync<T>(TenantId tenant, string id, Transition<T> transition)
            where T : class, ITenantRecord => throw Bug;

        public ValueTask<T?> RemoveAsync<T>(TenantId tenant, string id)
            where T : class, ITenantRecord => throw Bug;
    }
}
