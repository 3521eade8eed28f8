using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace TrustFramework.MockServer.Tests.Control.Journal;

/// <summary>Answers ask to be left alone when a request says so in a header: here nobody needs a fault for it.</summary>
public sealed class RetryAfterMonitorTests : IDisposable
{
    private readonly MockServerFactory _server = new ThrottlingServer();

    private readonly TrustFrameworkClient _client;

    public RetryAfterMonitorTests() => _client = _server.NewTenantWithNonExpiringToken();

    private ControlClient Control => new(_server.CreateClient(), _client.Tenant);

    [Theory]
    [InlineData("30")]
    [InlineData("Sun, 01 Nov 2026 12:00:30 GMT")]
    public async Task Who_comes_again_too_early_is_noted_with_how_early(string retryAfter)
    {
        await GetAsync("policies", retryAfter);
        _server.Clock.Now += TimeSpan.FromSeconds(10);
        await GetAsync("policies");

        var warned = (await Control.GetAsync("journal?warnings=true")).Json["entries"]!.AsArray().Single()!;

        warned["warnings"]!.AsArray().Single()!.GetValue<string>().Should()
            .Be("Came again 20 s too early: the Retry-After of its last answer asked it to wait 30 s.");
        (await Control.GetAsync("journal?warnings=false")).Json["matching"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    public async Task Who_waits_asks_for_something_else_or_is_somebody_else_is_not()
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
    public async Task Each_answer_that_asks_to_wait_is_held_against_the_next_request()
    {
        await GetAsync("policies", "10");
        await GetAsync("policies", "20");
        await GetAsync("policies");
        await GetAsync("policies");

        (await Control.GetAsync("journal")).Json["entries"]!.AsArray().Select(entry => entry!["warnings"]!.AsArray().Count).Should().Equal(0, 1, 1, 0);
    }

    [Fact]
    public async Task Who_clears_the_journal_forgets_it()
    {
        await GetAsync("policies", "30");

        await Control.DeleteAsync("journal");

        await GetAsync("policies");
        (await Control.GetAsync("journal?warnings=true")).Json["matching"]!.GetValue<int>().Should().Be(0);
    }

    public void Dispose() => _server.Dispose();

    private Task<ApiResponse> GetAsync(string path, string? retryAfter = null) =>
        _client.SendAsync(HttpMethod.Get, path, configure: request => request.Headers.Add("x-ask-me-to-wait", retryAfter is null ? [] : [retryAfter]));

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
                    if (context.Request.Headers["x-ask-me-to-wait"].ToString() is { Length: > 0 } wait)
                        context.Response.Headers.RetryAfter = wait;
                    return inner(context);
                });
                next(app);
            };
        }
    }
}
