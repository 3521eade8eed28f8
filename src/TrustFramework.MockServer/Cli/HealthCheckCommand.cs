using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Cli;

/// <summary>Asks the server that this configuration describes whether it is ready. For containers without a shell or curl.</summary>
internal static class HealthCheckCommand
{
    public static async Task<int> RunAsync(string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddSettings(settings).Build();
        var options = MockServerOptionsRegistration.Read(configuration);
        var door = ListenAddresses.GetLocalAddress(configuration);
        var address = SelfAddress.GetUri(door, HealthEndpoints.Ready);
        using var handler = SelfAddress.CreateHandler(door);
        // Whoever answers at this machine's own address is asked one question that holds no secret: that its certificate may be of
        // a CA which nobody here trusts, or that lives in the server's memory alone, takes nothing away from the answer.
#pragma warning disable CA5359
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        using var client = new HttpClient(handler) { Timeout = options.HealthTimeout };
        try
        {
            using var answer = await client.GetAsync(address);
            Console.WriteLine($"{address} answers {(int)answer.StatusCode}{(answer.IsSuccessStatusCode ? "" : $" {await answer.Content.ReadAsStringAsync()}")}.");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} does not answer: {silent.Message}");
            return 1;
        }
    }
}
