using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using TrustFramework.MockServer.Tests.Cli;

namespace TrustFramework.MockServer.Tests.Hosting.Tls;

public sealed class HttpsTests
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_client_that_trusts_the_downloaded_CA_can_use_HTTPS(string version)
    {
        using var data = new TemporaryDataFolder();
        await using var server = await data.StartAsync();
        using var plain = new HttpClient { BaseAddress = server.Address };
        using var download = await plain.GetAsync(new Uri("/_mock/ca.pem", UriKind.Relative));
        download.Content.Headers.ContentType!.MediaType.Should().Be("application/pem-certificate-chain");
        var pem = await download.Content.ReadAsStringAsync();
        pem.Should().Be(await File.ReadAllTextAsync(data.CaFile)).And.NotContain("PRIVATE");

        foreach (var host in new[] { "127.0.0.1", "localhost" })
        {
            using var http = new HttpClient(TemporaryDataFolder.CreateTrustingHandler(pem, server.SecureAddress!.Port));
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{host}:{server.SecureAddress.Port}/beta/trustFramework/policies")
            {
                Version = new Version(version),
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer Policy.Read.All");
            using var response = await http.SendAsync(request);

            (response.StatusCode, response.Version.ToString()).Should().Be((HttpStatusCode.OK, version));
            response.Headers.Contains("Strict-Transport-Security").Should().BeFalse("a browser would apply it to all servers on localhost");
            JsonNode.Parse(await response.Content.ReadAsStringAsync())!["@odata.context"]!.GetValue<string>()
                .Should().StartWith($"https://{host}:{server.SecureAddress.Port}/beta/");
        }
    }

    [Fact]
    public async Task A_CA_in_memory_is_not_stored_and_causes_no_warning()
    {
        await using var server = await InProcessServer.StartAsync(TemporaryDataFolder.HttpAndHttpsUrls, "--MockServer:DataFolder=:memory:");
        using var http = new HttpClient { BaseAddress = server.Address };

        (await http.GetStringAsync(new Uri("/_mock/ca.pem", UriKind.Relative))).Should().StartWith("-----BEGIN CERTIFICATE-----");

        Directory.Exists(":memory:").Should().BeFalse();
        server.Output.Should().NotContain("WRN").And.NotContain("Created a CA");
    }

    [Fact]
    public async Task A_server_that_listens_only_for_HTTP_creates_no_CA()
    {
        using var data = new TemporaryDataFolder();
        await using var server = await InProcessServer.StartAsync(data.Setting);
        using var http = new HttpClient { BaseAddress = server.Address };

        using var response = await http.GetAsync(new Uri("/_mock/ca.pem", UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).Should().Contain("HTTP");
        Directory.Exists(data.Path("data")).Should().BeFalse();
    }

    [Theory]
    [InlineData("GET /beta/trustFramework/policies/%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GARBAGE\r\n\r\n", 400)]
    [InlineData("GET / HTTP/3.7\r\nHost: x\r\n\r\n", 505)]
    public async Task A_malformed_request_gets_the_error_envelope_over_TLS_too(string request, int status)
    {
        using var data = new TemporaryDataFolder();
        await using var server = await data.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", server.SecureAddress!.Port);
        await using var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("localhost");
        await tls.WriteAsync(Encoding.ASCII.GetBytes(request));

        using var reader = new StreamReader(tls, Encoding.UTF8);
        var response = await reader.ReadToEndAsync();

        response.Should().StartWith($"HTTP/1.1 {status} ").And.Contain("\"code\":\"BadRequest\"");
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pem with an encrypted key")]
    [InlineData("pfx")]
    public async Task A_configured_certificate_is_served(string kind)
    {
        using var data = new TemporaryDataFolder();
        using var own = CreateOwnCertificate();
        using var key = own.GetRSAPrivateKey()!;
        var password = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        await File.WriteAllTextAsync(data.Path("own.pem"), $"{own.ExportCertificatePem()}\n{(kind == "pem" ? key.ExportPkcs8PrivateKeyPem() : "")}");
        await File.WriteAllTextAsync(data.Path("own.key"), key.ExportEncryptedPkcs8PrivateKeyPem("hush-hush", password));
        await File.WriteAllBytesAsync(data.Path("own.pfx"), own.Export(X509ContentType.Pkcs12, "hush-hush"));
        string[] settings = kind switch
        {
            "pem" => [$"--MockServer:Https:Certificate={data.Path("own.pem")}"],
            "pfx" => [$"--MockServer:Https:Certificate={data.Path("own.pfx")}", "--MockServer:Https:CertificatePassword=hush-hush"],
            _ => [$"--MockServer:Https:Certificate={data.Path("own.pem")}", $"--MockServer:Https:CertificateKey={data.Path("own.key")}", "--MockServer:Https:CertificatePassword=hush-hush"],
        };

        await using var server = await data.StartAsync(settings);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var response = await http.GetAsync(new Uri("/_mock/ca.pem", UriKind.Relative));
        using var served = await TemporaryDataFolder.GetServerCertificateAsync(server.SecureAddress!.Port);

        served.Thumbprint.Should().Be(own.Thumbprint);
        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).Should().Contain("certificate");
        server.Output.Should().NotContain("hush");
        Directory.Exists(data.Path("data")).Should().BeFalse();
    }

    [Theory]
    [InlineData("Certificate={own.pfx}", "CertificatePassword=hush-wrong")]
    [InlineData("Certificate={own.pfx}", "CertificatePassword=")]
    [InlineData("Certificate={bare.pem}", "CertificatePassword=hush-hush")]
    [InlineData("Certificate=/nowhere/own.pem", "CertificatePassword=hush-hush")]
    [InlineData("CertificateKey={own.pfx}", "CertificatePassword=hush-hush")]
    public async Task An_invalid_configured_certificate_stops_the_start_with_one_message_without_the_password(params string[] settings)
    {
        using var data = new TemporaryDataFolder();
        using var own = CreateOwnCertificate();
        await File.WriteAllBytesAsync(data.Path("own.pfx"), own.Export(X509ContentType.Pkcs12, "hush-hush"));
        await File.WriteAllTextAsync(data.Path("bare.pem"), own.ExportCertificatePem());

        var result = await CommandRunner.RunAsync(
            ".",
            [TemporaryDataFolder.HttpAndHttpsUrls, .. settings.Select(setting => $"--MockServer:Https:{setting.Replace("{", data.Path(""), StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)}")]);

        (result.ExitCode, result.Output).Should().Be((1, ""));
        result.Errors.Should().StartWith("trustframework-mock did not start. MockServer:Https:Certificate").And.NotContain("hush").And.NotContain("   at ");
        result.Errors.TrimEnd().Split('\n').Should().ContainSingle();
    }

    [Fact]
    public async Task A_port_in_use_stops_the_start_with_one_message()
    {
        using var data = new TemporaryDataFolder();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        foreach (var urls in new[] { $"http://127.0.0.1:{port}", $"http://127.0.0.1:0;https://localhost:{port}" })
        {
            var result = await CommandRunner.RunAsync(".", $"--urls={urls}", data.Setting);

            result.ExitCode.Should().Be(1);
            result.Errors.TrimEnd().Split('\n').Should().ContainSingle().Which.Should()
                .StartWith("trustframework-mock did not start. Failed to bind to address").And.Contain($":{port}").And.Contain("--urls=");
        }
    }

    /// <summary>A self-signed certificate for own.example.test.</summary>
    public static X509Certificate2 CreateOwnCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=own.example.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
