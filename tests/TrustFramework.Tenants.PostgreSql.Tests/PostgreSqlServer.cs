using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TrustFramework.Tenants.PostgreSql.Tests;

/// <summary>A PostgreSQL server from Debian's package on a free loopback port, with its data in a temporary folder.</summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("postgresql-");
    private readonly int _port = FindFreePort();
    private Process? _process;

    /// <summary>The folder of the newest installed version; null if PostgreSQL is not installed.</summary>
    public static string? Programs { get; } = FindPrograms();

    /// <summary>A connection string for a schema of its own.</summary>
    public string CreateConnectionString() => $"Host=127.0.0.1;Port={_port};Username=mock;Database=postgres;Search Path=s{Guid.NewGuid():N}";

    public async Task InitializeAsync()
    {
        if (Programs is null)
            return;
        await RunAsync("chown", asUser: false, "-R", IsRoot ? "postgres" : Environment.UserName, _folder.FullName);
        await RunAsync($"{Programs}/initdb", asUser: true, "--pgdata", Data, "--username=mock", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C");
        await StartAsync();
    }

    public async Task StartAsync()
    {
        _process = Start($"{Programs}/postgres", asUser: true, "-D", Data, "-h", "127.0.0.1", "-p", $"{_port}", "-k", _folder.FullName, "-c", "max_connections=200");
        await using var source = NpgsqlDataSource.Create(CreateConnectionString());
        for (var tries = 0; ; tries++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return;
            }
            catch (NpgsqlException) when (tries < 200)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Ends the server and its workers like a crash.</summary>
    public async Task KillAsync()
    {
        var main = int.Parse((await File.ReadAllLinesAsync($"{Data}/postmaster.pid"))[0], System.Globalization.CultureInfo.InvariantCulture);
        using var server = Process.GetProcessById(main);
        server.Kill();
        await _process!.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Stops or continues the server and its workers with a signal, <c>STOP</c> or <c>CONT</c>. A stopped server accepts connections, but does not respond.</summary>
    public async Task SignalAsync(string signal)
    {
        var main = (await File.ReadAllLinesAsync($"{Data}/postmaster.pid"))[0];
        await RunAsync("bash", asUser: false, "-c", $"kill -s {signal} {main} $(ps -o pid= --ppid {main})");
    }

    public async Task DisposeAsync()
    {
        if (Programs is not null)
            await KillAsync();
        _folder.Delete(recursive: true);
    }

    private string Data => $"{_folder.FullName}/data";

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    private static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => $"{version}/bin").Where(bin => File.Exists($"{bin}/postgres")).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static Process Start(string program, bool asUser, params string[] arguments)
    {
        string[] command = asUser && IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments] : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task RunAsync(string program, bool asUser, params string[] arguments)
    {
        using var process = Start(program, asUser, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed.");
    }
}

/// <summary>A test that is skipped where PostgreSQL is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (PostgreSqlServer.Programs is null)
            Skip = "PostgreSQL is not installed: apt-get install postgresql";
    }
}

/// <inheritdoc cref="PostgreSqlFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute()
    {
        if (PostgreSqlServer.Programs is null)
            Skip = "PostgreSQL is not installed: apt-get install postgresql";
    }
}
