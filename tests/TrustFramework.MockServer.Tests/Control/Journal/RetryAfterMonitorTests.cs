using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace TrustFramework.MockServer.Tests.Control.Journal;

/// <summary>Uses a server whose responses have the <c>Retry-After</c> that the request asks for in a header, without a fault rule.</summary>
public sealed class RetryAfterMonitorTests : IDisposable
{
    private readonly MockServerFactory _server = new ThrottlingServer();

    private readonly TrustFrameworkClient _client;

    public RetryAfterMonitorTests() => _client = _server.NewTenantWithNonExpiringToken();

    private ControlClient Control => new(_server.CreateClient(), _client.Tenant);

    [Theory]
    [InlineData("30")]
    [InlineData("Sun, 01 Nov 2026 12:00:30 GMT")]
    public async Task A_request_that_is_repeated_too_early_gets_a_warning(string retryAfter)
    {
        await GetAsync("policies", retryAfter);
        _server.Clock.Now += TimeSpan.FromSeconds(10);
        await GetAsync("policies");

        var warned = (await Control.GetAsync("journal?warnings=true")).Json["entries"]!.AsArray().Single()!;

        warned["warnings"]!.AsArray().Single()!.GetValue<string>().Should()
            .Be("Repeated 20 s too early: the Retry-After header of the last response requested a delay of 30 s.");
        (await Control.GetAsync("journal?warnings=false")).Json["matching"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    public async Task Waiting_another_request_and_another_client_get_no_warning()
    {
        await GetAsync("policies", "30");
        await GetAsync("keySets");
        await _client.SendAsync(HttpMethod.Delete, "policies/none");
        var other = AccessTokens.Application(_client.Tenant, AccessTokens.PolicyRead);
        other["appid"] = "other-client";
        await new TrustFrameworkClient(_server.CreateClient(), _client.Tenant) { Bearer = AccessTokens.Unsigned(other) }.GetAsync("policies");
        _server.Clock.Now += TimeSpan.FromSeconds(30);
        await GetAsync("policies");

        (await Control.GetAsync("journal?warnings=true")).Json["matching"]!.GetValue<int>().Should().Be(0);
    }

    [Fact]
    public async Task Each_Retry_After_applies_to_the_next_request_only()
    {
        await GetAsync("policies", "10");
        await GetAsync("policies", "20");
        await GetAsync("policies");
        await GetAsync("policies");

        (await Control.GetAsync("journal")).Json["entries"]!.AsArray().Select(entry => entry!["warnings"]!.AsArray().Count).Should().Equal(0, 1, 1, 0);
    }

    [Fact]
    public async Task Clearing_the_journal_clears_pending_delays()
    {
        await GetAsync("policies", "30");

        await Control.DeleteAsync("journal");

        await GetAsync("policies");
        (await Control.GetAsync("journal?warnings=true")).Json["matching"]!.GetValue<int>().Should().Be(0);
    }

    public void Dispose() => _server.Dispose();

    private Task<ApiResponse> GetAsync(string path, string? retryAfter = null) =>
        _client.SendAsync(HttpMethod.Get, path, configure: request => request.Headers.Add("x-test-retry-after", retryAfter is null ? [] : [retryAfter]));

    private sealed class ThrottlingServer : MockServerFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, Filter>());
        }

        private sealed class Filter : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                app.Use(inner => context =>
                {
                    if (context.Request.Headers["x-test-retry-after"].ToString() is { Length: > 0 } retryAfter)
                        context.Response.Headers.RetryAfter = retryAfter;
                    return inner(context);
                });
                next(app);
            };
        }
    }
}
