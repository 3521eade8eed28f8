namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>
/// One server, as it is without settings, for all tests that do not need one of their own; each test has a tenant of its own in it.
/// </summary>
internal static class TheServer
{
    private static readonly Lazy<Task<RunningServer>> Started = new(() => RunningServer.StartAsync());

    public static Task<RunningServer> StartedAsync() => Started.Value;

    /// <summary>For the end of all tests.</summary>
    public static async Task EndAsync()
    {
        if (Started is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } server })
            await (await server).DisposeAsync();
    }
}
