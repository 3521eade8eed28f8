namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>One server with default settings, shared by all tests that need no other. Each test uses its own tenant.</summary>
internal static class SharedServer
{
    private static readonly Lazy<Task<RunningServer>> LazyServer = new(() => RunningServer.StartAsync());

    public static Task<RunningServer> GetAsync() => LazyServer.Value;

    /// <summary>Called once, after all tests.</summary>
    public static async Task StopAsync()
    {
        if (LazyServer is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } server })
            await (await server).DisposeAsync();
    }
}
