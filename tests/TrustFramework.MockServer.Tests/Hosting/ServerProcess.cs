using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>The built program, run as a user would, on a free loopback port. Ended with the test.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments.Prepend(RepositoryPaths.Program))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => _listening.TrySetResult();
        _process.OutputDataReceived += (_, e) => AppendOutput(e.Data);
        _process.ErrorDataReceived += (_, e) => AppendOutput(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>As the server's own first line gives it: the port is the system's choice, so that no two tests want the same.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The same by HTTPS; null when it was not told to listen for that.</summary>
    public Uri? SecureAddress { get; private set; }

    /// <summary>Everything it has said so far.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Starts a server and waits until it can be used or has ended.</summary>
    public static Task<ServerProcess> StartAsync(params string[] settings) =>
        StartAsync(new Dictionary<string, string>(StringComparer.Ordinal), settings);

    /// <summary>The same in another environment.</summary>
    public static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] settings)
    {
        var server = new ServerProcess(environment, ["--urls=http://127.0.0.1:0", .. settings]);
        await server._listening.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return server;
    }

    /// <summary>Starts a server at this port and waits until its process says that it lives, whatever it is still busy with.</summary>
    public static async Task<ServerProcess> StartUntilLiveAsync(int port, params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{port}");
        var server = new ServerProcess(new Dictionary<string, string>(StringComparer.Ordinal), [$"--urls={address}", .. settings]) { Address = address };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var http = new HttpClient { BaseAddress = address };
        while (!await IsLiveAsync(http, patience.Token))
            server._process.HasExited.Should().BeFalse(server.Output);
        return server;
    }

    /// <summary>As a terminal or docker ends it.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", $"{_process.Id}"]).WaitForExit();

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using var process = new ServerProcess(environment, arguments);
        return await process.WaitForExitAsync();
    }

    public async Task<(int ExitCode, string Output)> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return (_process.ExitCode, Output);
    }

    /// <summary>The first line with this in it. It is written after the answer: it may come a moment later, but it comes.</summary>
    public async Task<string> WaitForLineAsync(string part)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (_lines.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                return found;
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // As JSON the value is quoted.
    [GeneratedRegex(@"TrustFramework\.MockServer at [\\""]*(?<address>http://[\d.:]+)(, (?<secure>https://[\d.:]+))?", RegexOptions.ExplicitCapture)]
    private static partial Regex StartupLine();

    private static async Task<bool> IsLiveAsync(HttpClient http, CancellationToken patience)
    {
        try
        {
            return await http.GetStringAsync(new Uri("/_mock/health/live", UriKind.Relative), patience) == "live";
        }
        catch (HttpRequestException)
        {
            return false; // nobody there yet
        }
    }

    private void AppendOutput(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (StartupLine().Match(line) is { Success: true } started)
        {
            Address = new Uri(started.Groups["address"].Value);
            if (started.Groups["secure"] is { Success: true, Value: var secure })
                SecureAddress = new Uri(secure);
            _listening.TrySetResult();
        }
    }
}
