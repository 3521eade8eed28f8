namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>
/// One server, as it is without settings, for all tests that do not need one of their own; each test has a tenant of its own in it.
/// </summary>
internal static class TheServer
{
    private static readonly Lazy<Task<RunningServer>> Started = new(StartAsync);

    public static Task<RunningServer> StartedAsync() => Started.Value;

    private static async Task<RunningServer> StartAsync()
    {
        var server = await RunningServer.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }
}
