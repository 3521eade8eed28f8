using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Interception;

/// <summary>
/// Starts the server and runs the unmodified program with SSL_CERT_FILE. It runs inside <c>unshare --net --mount</c>, where /etc/hosts
/// maps the real names to loopback and there is no other network.
/// </summary>
internal static class PrivateNetwork
{
    /// <summary>The names that the program connects to. No other name resolves in this network.</summary>
    public const string Hosts = "127.0.0.1 localhost graph.microsoft.com login.microsoftonline.com\n";

    private const int SetFlags = 0x8914;
    private const short UpAndRunning = 0x41;

    public static async Task<int> RunAsync(string tenant)
    {
        EnableLoopback();
        await using var server = await RunningServer.StartAsync("--intercept");
        var (exitCode, output) = await ChildProcess.RunAsync(["unmodified", tenant], ("SSL_CERT_FILE", server.CaFile));
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
