namespace TrustFramework.MockServer.Hosting;

/// <summary>Where the server listens: loopback port 8080 unless it is told otherwise by any of ASP.NET's own means.</summary>
internal static class Listening
{
    private const string DefaultUrl = "http://localhost:8080";

    private static readonly string[] Means = ["urls", "http_ports", "https_ports"];

    /// <summary>Where settings come from, the strongest last: environment, command line.</summary>
    public static IConfigurationBuilder AddSettings(this IConfigurationBuilder configuration, string[] arguments) => configuration
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddEnvironmentVariables()
        .AddCommandLine(arguments);

    public static void Listen(this IWebHostBuilder host, IConfiguration configuration)
    {
        host.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false; // real Graph sends none: conventions 2 [O]
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(SealableWriter.Before));
        });
        if (Array.TrueForAll(Means, means => string.IsNullOrEmpty(configuration[means])))
            host.UseUrls(DefaultUrl);
    }

    /// <summary>The address at which this configuration's server can be asked from the same machine.</summary>
    public static Uri LocalAddress(IConfiguration configuration)
    {
        var ports = configuration["http_ports"];
        var url = configuration["urls"] is { Length: > 0 } urls
            ? urls.Split(';').FirstOrDefault(candidate => candidate.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? DefaultUrl
            : string.IsNullOrEmpty(ports) ? DefaultUrl : $"http://localhost:{ports.Split(';', ',')[0]}";
        var address = BindingAddress.Parse(url);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new UriBuilder(Uri.UriSchemeHttp, host, address.Port).Uri;
    }
}
