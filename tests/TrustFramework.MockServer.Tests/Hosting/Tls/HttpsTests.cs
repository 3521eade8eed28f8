using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Hosting.Tls;

public sealed class HttpsTests
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Who_trusts_the_CA_that_is_handed_out_gets_answers_over_HTTPS(string version)
    {
        using var data = new TemporaryDataFolder();
        await using var server = await data.StartAsync();
        using var plain = new HttpClient { BaseAddress = server.Address };
        using var handed = await plain.GetAsync(new Uri("/_mock/ca.pem", UriKind.Relative));
        handed.Content.Headers.ContentType!.MediaType.Should().Be("application/pem-certificate-chain");
        var pem = await handed.Content.ReadAsStringAsync();
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
            using var answer = await http.SendAsync(request);

            (answer.StatusCode, answer.Version.ToString()).Should().Be((HttpStatusCode.OK, version));
            answer.Headers.Contains("Strict-Transport-Security").Should().BeFalse("a browser would pin all of localhost");
            JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["@odata.context"]!.GetValue<string>()
                .Should().StartWith($"https://{host}:{server.SecureAddress.Port}/beta/");
        }
    }

    [Fact]
    public async Task A_CA_in_memory_is_kept_nowhere_and_nobody_is_warned_of_it()
    {
        await using var server = await ServerProcess.StartAsync("--urls=http://127.0.0.1:0;https://127.0.0.1:0", "--MockServer:DataFolder=:memory:");
        using var http = new HttpClient { BaseAddress = server.Address };

        (await http.GetStringAsync(new Uri("/_mock/ca.pem", UriKind.Relative))).Should().StartWith("-----BEGIN CERTIFICATE-----");

        Directory.Exists(":memory:").Should().BeFalse();
        server.Output.Should().NotContain("WRN").And.NotContain("Made a CA");
    }

    [Fact]
    public async Task A_server_that_listens_for_HTTP_alone_makes_no_CA_and_says_so()
    {
        using var data = new TemporaryDataFolder();
        await using var server = await ServerProcess.StartAsync(data.Setting);
        using var http = new HttpClient { BaseAddress = server.Address };

        using var answer = await http.GetAsync(new Uri("/_mock/ca.pem", UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("listens for HTTP alone");
        Directory.Exists(data.Path("data")).Should().BeFalse();
    }

    [Theory]
    [InlineData("GET /beta/trustFramework/policies/%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GARBAGE\r\n\r\n", 400)]
    [InlineData("GET / HTTP/3.7\r\nHost: x\r\n\r\n", 505)]
    public async Task What_is_no_HTTP_gets_the_envelope_under_TLS_too(string request, int status)
    {
        using var data = new TemporaryDataFolder();
        await using var server = await data.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", server.SecureAddress!.Port);
        await using var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("localhost");
        await tls.WriteAsync(Encoding.ASCII.GetBytes(request));

        using var reader = new StreamReader(tls, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync();

        answer.Should().StartWith($"HTTP/1.1 {status} ").And.Contain("\"code\":\"BadRequest\"");
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pem with an encrypted key")]
    [InlineData("pfx")]
    public async Task An_own_certificate_is_served_instead(string kind)
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
        using var answer = await http.GetAsync(new Uri("/_mock/ca.pem", UriKind.Relative));
        using var shown = await TemporaryDataFolder.GetServerCertificateAsync(server.SecureAddress!.Port);

        shown.Thumbprint.Should().Be(own.Thumbprint);
        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("An own certificate is in use");
        server.Output.Should().NotContain("hush");
        Directory.Exists(data.Path("data")).Should().BeFalse();
    }

    [Theory]
    [InlineData("Certificate={own.pfx}", "CertificatePassword=hush-wrong")]
    [InlineData("Certificate={own.pfx}", "CertificatePassword=")]
    [InlineData("Certificate={bare.pem}", "CertificatePassword=hush-hush")]
    [InlineData("Certificate=/nowhere/own.pem", "CertificatePassword=hush-hush")]
    [InlineData("CertificateKey={own.pfx}", "CertificatePassword=hush-hush")]
    public async Task An_own_certificate_that_cannot_be_used_stops_the_start_with_one_message_without_the_password(params string[] settings)
    {
        using var data = new TemporaryDataFolder();
        using var own = CreateOwnCertificate();
        await File.WriteAllBytesAsync(data.Path("own.pfx"), own.Export(X509ContentType.Pkcs12, "hush-hush"));
        await File.WriteAllTextAsync(data.Path("bare.pem"), own.ExportCertificatePem());

        var (exitCode, output) = await ServerProcess.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal),
            [TemporaryDataFolder.HttpAndHttpsUrls, .. settings.Select(setting => $"--MockServer:Https:{setting.Replace("{", data.Path(""), StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)}")]);

        exitCode.Should().Be(1);
        output.Should().StartWith("TrustFramework.MockServer did not start. MockServer:Https:Certificate").And.NotContain("hush").And.NotContain("   at ");
        output.Split('\n').Should().ContainSingle();
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start_with_one_message()
    {
        using var data = new TemporaryDataFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        foreach (var urls in new[] { $"http://127.0.0.1:{port}", $"http://127.0.0.1:0;https://localhost:{port}" })
        {
            var (exitCode, output) = await ServerProcess.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal), $"--urls={urls}", data.Setting, "--MockServer:LogFormat=json");
            var said = output.Split('\n').Where(line => !line.Contains("Made a CA", StringComparison.Ordinal)).ToList();

            exitCode.Should().Be(1);
            said.Should().ContainSingle().Which.Should()
                .StartWith("TrustFramework.MockServer did not start. Failed to bind to address").And.Contain($":{port}").And.Contain("--urls=");
        }
    }

    /// <summary>For own.example.test; signed by itself.</summary>
    public static X509Certificate2 CreateOwnCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=own.example.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
