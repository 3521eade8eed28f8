using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Serilog.Core;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Testing.Hosting;

/// <summary>Starts the server in this process, isolated from the process's console, signals and environment.</summary>
internal static class InProcessHost
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    public static async Task<ServerConnection> StartAsync(ServerOptions options, bool onLoopback, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var settings = options.BuildConfiguration();
        settings["urls"] = onLoopback ? "http://127.0.0.1:0;https://127.0.0.1:0" : "http://127.0.0.1:0";
        settings.TryAdd("MockServer:DataFolder", ":memory:");
        // On another thread, so that the server does not inherit the caller's activity and synchronisation context.
        return await Task.Run(() => StartAsync(settings, options, onLoopback, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ServerConnection> StartAsync(
        Dictionary<string, string?> settings, ServerOptions options, bool onLoopback, CancellationToken cancellationToken)
    {
        var app = Build(settings, options, onLoopback);
        ServerConnection? connection = null;
        try
        {
            using var registration = cancellationToken.Register(app.Lifetime.StopApplication);
            var error = await app.StartMockServerAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (error is not null)
                throw new MockServerException($"The server did not start. {error}");
            return connection = CreateConnection(app, onLoopback, app.Services.GetRequiredService<MockServerOptions>().Auth == MockServer.AuthMode.Strict);
        }
        finally
        {
            if (connection is null)
                await app.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static WebApplication Build(Dictionary<string, string?> settings, ServerOptions options, bool onLoopback)
    {
        try
        {
            return MockServerHost.Build(
                sources => sources.AddInMemoryCollection(settings),
                builder =>
                {
                    builder.Services.AddProviderLog().AddLogOf(options).AddSingleton<IHostLifetime, NoLifetime>();
                    if (!onLoopback)
                        builder.WebHost.UseTestServer();
                });
        }
        catch (OptionsValidationException invalid)
        {
            throw new MockServerException($"The server did not start. {string.Join(Environment.NewLine, invalid.Failures)}", invalid);
        }
    }

    private static ServerConnection CreateConnection(WebApplication app, bool onLoopback, bool strict)
    {
        if (!onLoopback)
        {
            var server = app.GetTestServer();
            return new ServerConnection(server.BaseAddress, secureAddress: null, _ => new InMemoryHandler(server.CreateHandler()), () => StopServerAsync(app)) { ValidatesSignatures = strict };
        }

        var (plain, secure) = (app.Urls.First(url => url.StartsWith("http:", StringComparison.Ordinal)), app.Urls.First(url => url.StartsWith("https:", StringComparison.Ordinal)));
        return new ServerConnection(new Uri(plain), new Uri(secure), ServerConnection.CreateSocketsHandler, () => StopServerAsync(app)) { ValidatesSignatures = strict };
    }

    private static async ValueTask StopServerAsync(WebApplication app)
    {
        await app.StopAsync(ShutdownTimeout).ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    private static IServiceCollection AddLogOf(this IServiceCollection services, ServerOptions options)
    {
        if (options.LoggerProvider is { } provider)
            services.AddSingleton(_ => provider); // created by a factory, so that it is disposed with the server
        if (options.Log is { } log)
            services.AddSingleton<ILogEventSink>(new LineSink(log));
        return services;
    }

    /// <summary>The default lifetime would handle Ctrl+C, which belongs to the test runner.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
