using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Cli;

/// <summary>Checks whether the server of this configuration is ready. For containers without a shell or curl.</summary>
internal static class HealthCheckCommand
{
    public static Task<int> RunAsync(string[] settings, CommandConsole console) => console.RunWithSettingsAsync(() => CheckAsync(settings, console));

    private static async Task<int> CheckAsync(string[] settings, CommandConsole console)
    {
        var configuration = new ConfigurationBuilder().AddSettings(settings).Build();
        var options = MockServerOptionsRegistration.Read(configuration);
        var address = ListenAddresses.GetLocalAddress(configuration);
        var uri = SelfAddress.GetUri(address, HealthEndpoints.Ready);
        using var handler = SelfAddress.CreateHandler(address);
        // The CA of the server is not trusted here and may exist only in its memory. The request goes to this machine and contains no secret.
#pragma warning disable CA5359
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        using var client = new HttpClient(handler) { Timeout = options.HealthTimeout };
        try
        {
            using var response = await client.GetAsync(uri);
            var reason = response.IsSuccessStatusCode ? "" : $" {await response.Content.ReadAsStringAsync()}";
            await console.Output.WriteLineAsync($"{uri} responds with {(int)response.StatusCode}{reason}.");
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return await console.FailAsync(1, $"{uri} does not respond: {exception.Message}");
        }
    }
}
