using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>A server in this process on real sockets, with the system clock and with its log.</summary>
internal sealed class InProcessServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LogCollector _log = new();

    private InProcessServer(string[] settings) => _app = MockServerHost.Build(
        configuration => configuration.AddSettings(["--urls=http://127.0.0.1:0", .. settings]),
        builder => builder.Services.AddProviderLog().AddSingleton<ILoggerProvider>(_log).AddSingleton<IHostLifetime, NoLifetime>());

    public Uri Address => new(_app.Urls.First(url => url.StartsWith("http://127.0.0.1", StringComparison.Ordinal)));

    /// <summary>The HTTPS address; null if the server does not listen for HTTPS.</summary>
    public Uri? SecureAddress => _app.Urls.FirstOrDefault(url => url.StartsWith("https:", StringComparison.Ordinal)) is { } url ? new Uri(url) : null;

    /// <summary>The addresses that the server listens on.</summary>
    public IEnumerable<string> Urls => _app.Urls;

    /// <summary>Completes with null when the server is ready, or with the reason why it does not start.</summary>
    public Task<string?> Started { get; private set; } = Task.FromResult<string?>(null);

    /// <summary>The log so far. A line starts with the level, as on the console: INF, WRN or ERR.</summary>
    public string Output => _log.Lines.ToString();

    /// <summary>Starts a server and waits until it is ready.</summary>
    public static async Task<InProcessServer> StartAsync(params string[] settings)
    {
        var server = await StartListeningAsync(settings);
        (await server.Started).Should().BeNull();
        return server;
    }

    /// <summary>Starts a server and waits until it listens. It may still load the seed.</summary>
    public static async Task<InProcessServer> StartListeningAsync(params string[] settings)
    {
        var server = new InProcessServer(settings);
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = server._app.Lifetime.ApplicationStarted.Register(listening.SetResult);
        server.Started = server._app.StartMockServerAsync();
        await Task.WhenAny(listening.Task, server.Started);
        return server;
    }

    /// <summary>The first line of the log that contains the text.</summary>
    public Task<string> WaitForLineAsync(string text) => _log.Lines.WaitForAsync(text);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _log.Dispose();
    }

    /// <summary>The signals of the process belong to the test runner.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class LogCollector : ILoggerProvider, ILogger
    {
        public LogLines Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var level = logLevel switch
            {
                LogLevel.Information => "INF",
                LogLevel.Warning => "WRN",
                LogLevel.Error => "ERR",
                _ => $"{logLevel}",
            };
            // Serilog quotes strings in messages for other providers, but not on the console.
            var message = formatter(state, exception).Replace("\"", "", StringComparison.Ordinal);
            Lines.Add($"{level} {message}{(exception is null ? "" : $"\n{exception}")}");
        }

        public void Dispose()
        {
        }
    }
}
