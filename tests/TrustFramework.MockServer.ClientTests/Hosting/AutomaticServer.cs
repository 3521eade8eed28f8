namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>One server that signs users in without a page, shared by all tests that need it. Each test uses its own tenant.</summary>
internal static class AutomaticServer
{
    private static readonly Lazy<Task<RunningServer>> LazyServer = new(() => RunningServer.StartAsync("--MockServer:SignIn=automatic"));

    public static Task<RunningServer> GetAsync() => LazyServer.Value;

    /// <summary>Called once, after all tests.</summary>
    public static async Task StopAsync()
    {
        if (LazyServer is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } server })
            await (await server).DisposeAsync();
    }
}
