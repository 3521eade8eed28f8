using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>
/// The built program in a process of its own, on a free loopback port. Ends with the test. For signals, exit codes, the environment and the console;
/// <c>InProcessServer</c> starts much faster.
/// </summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly LogLines _lines = new();
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

    /// <summary>The address in the start line of the server. The operating system chooses the port, so tests do not conflict.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The HTTPS address; null if the server does not listen for HTTPS.</summary>
    public Uri? SecureAddress { get; private set; }

    /// <summary>Everything that the process has written so far.</summary>
    public string Output => _lines.ToString();

    /// <summary>Starts a server and waits until it is ready or has ended.</summary>
    public static Task<ServerProcess> StartAsync(params string[] settings) =>
        StartAsync(new Dictionary<string, string>(StringComparer.Ordinal), settings);

    /// <summary>Starts a server with additional environment variables.</summary>
    public static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] settings)
    {
        var server = StartWithoutWaiting(environment, settings);
        await server._listening.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return server;
    }

    /// <summary>Starts a server and returns at once.</summary>
    public static ServerProcess StartWithoutWaiting(IReadOnlyDictionary<string, string> environment, params string[] settings) =>
        new(environment, ["--urls=http://127.0.0.1:0", .. settings]);

    /// <summary>Sends SIGTERM, as docker stop does.</summary>
    public void Terminate() => SendSignal("TERM");

    public void SendSignal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"]).WaitForExit();

    /// <summary>Runs a command until it ends.</summary>
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

    /// <summary>The first line that contains the text. The server writes some lines shortly after the response.</summary>
    public Task<string> WaitForLineAsync(string text) => _lines.WaitForAsync(text);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // JSON quotes the value.
    [GeneratedRegex(@"trustframework-mock listens on [\\""]*(?<address>http://[\d.:]+)(, (?<secure>https://[\d.:]+))?", RegexOptions.ExplicitCapture)]
    private static partial Regex StartupLine();

    private void AppendOutput(string? line)
    {
        if (line is null)
            return;
        if (StartupLine().Match(line) is { Success: true } started)
        {
            Address = new Uri(started.Groups["address"].Value);
            if (started.Groups["secure"] is { Success: true, Value: var secure })
                SecureAddress = new Uri(secure);
        }

        _lines.Add(line);
        if (StartupLine().IsMatch(line))
            _listening.TrySetResult();
    }
}

/// <summary>The lines of a log. A test can wait for a line that is not written yet.</summary>
internal sealed class LogLines
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Text, TaskCompletionSource<string> Line)> _waiting = [];

    public void Add(string line)
    {
        lock (_lock)
        {
            _lines.Add(line);
            foreach (var (_, found) in _waiting.Where(one => line.Contains(one.Text, StringComparison.Ordinal)))
                found.TrySetResult(line);
        }
    }

    /// <summary>The first line that contains the text.</summary>
    /// <exception cref="TimeoutException">There is no such line after 20 seconds.</exception>
    public async Task<string> WaitForAsync(string text)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
                return line;
            _waiting.Add((text, found));
        }

        return await found.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public override string ToString()
    {
        lock (_lock)
            return string.Join('\n', _lines);
    }
}

/// <summary>
/// A free loopback port. On Linux it stays bound, so that no other process gets it, and a server can still listen on it (SO_REUSEADDR, which
/// .NET sets). Other systems do not allow this, so the port is released at once.
/// </summary>
internal sealed class ReservedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ReservedPort()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux())
            _socket.Dispose();
    }

    public int Number { get; }

    public void Dispose() => _socket.Dispose();
}
