using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using TrustFramework.MockServer.ClientTests.Hosting;
using TrustFramework.MockServer.Tests;

namespace TrustFramework.MockServer.ClientTests.Interception;

/// <summary>
/// Starts the server with the example policies and runs an unmodified program with SSL_CERT_FILE. It runs inside <c>unshare --net --mount</c>, where /etc/hosts
/// maps the real names to loopback and there is no other network.
/// </summary>
internal static class PrivateNetwork
{
    /// <summary>The names that the programs connect to. No other name resolves in this network.</summary>
    public const string Hosts = "127.0.0.1 localhost graph.microsoft.com login.microsoftonline.com contoso.b2clogin.com\n";

    /// <summary>Settings with which a program can sign in through the policies of docker/seed without a page.</summary>
    public static readonly string[] PolicySettings = [$"--MockServer:Seed={Path.Combine(RepositoryPaths.Root, "docker", "seed")}", "--MockServer:SignIn=automatic"];

    private const int SetFlags = 0x8914;
    private const short UpAndRunning = 0x41;

    public static async Task<int> RunAsync(string[] program)
    {
        EnableLoopback();
        await using var server = await RunningServer.StartAsync(["--intercept", .. PolicySettings]);
        var (exitCode, output) = await ChildProcess.RunAsync(program, ("SSL_CERT_FILE", server.CaFile));
        Console.WriteLine(output);
        Console.WriteLine(server.Output);
        return exitCode;
    }

    /// <summary>The loopback device of a new network is down. It is enabled here, because the machine can lack a command for it.</summary>
    private static void EnableLoopback()
    {
        var device = Socket(domain: 2, type: 2, protocol: 0);
        var request = new byte[40];
        Encoding.ASCII.GetBytes("lo", request);
        BitConverter.TryWriteBytes(request.AsSpan(16), UpAndRunning);
        if (device < 0 || Ioctl(device, SetFlags, request) < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        _ = Close(device);
    }

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Socket(int domain, int type, int protocol);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Ioctl(int device, nuint request, byte[] argument);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int device);
}
