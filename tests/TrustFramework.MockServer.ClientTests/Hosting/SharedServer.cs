namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>
/// One server, as it is without settings, for all tests that do not need one of their own; each test has a tenant of its own in it.
/// </summary>
internal static class SharedServer
{
    private static readonly Lazy<Task<RunningServer>> LazyServer = new(() => RunningServer.StartAsync());

    public static Task<RunningServer> GetAsync() => LazyServer.Value;

    /// <summary>For the end of all tests.</summary>
    public static async Task StopAsync()
    {
        if (LazyServer is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } server })
            await (await server).DisposeAsync();
    }
}
