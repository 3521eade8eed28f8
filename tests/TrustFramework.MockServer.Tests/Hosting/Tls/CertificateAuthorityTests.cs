using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TrustFramework.MockServer.Tests.Hosting.Tls;

public sealed class CertificateAuthorityTests
{
    [Fact]
    public async Task The_CA_and_the_certificate_are_kept_and_only_their_owner_can_read_the_keys()
    {
        using var data = new TemporaryDataFolder();
        using var first = await StartAndGetCertificateAsync(data);
        using var second = await StartAndGetCertificateAsync(data);

        second.Thumbprint.Should().Be(first.Thumbprint);
        if (OperatingSystem.IsWindows())
            return;
        File.GetUnixFileMode(data.CaKeyFile).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(data.ServerCertificateFile).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(data.CaFile).Should().HaveFlag(UnixFileMode.OtherRead);
    }

    [Fact]
    public async Task Processes_that_start_at_the_same_time_use_one_CA()
    {
        using var data = new TemporaryDataFolder();

        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ServerProcess.StartAsync(TemporaryDataFolder.HttpAndHttpsUrls, data.Setting)));
        var pems = await Task.WhenAll(servers.Select(server => GetCaPemAsync(server.Address)));
        foreach (var server in servers)
            await server.DisposeAsync();

        pems.Should().AllBe(await File.ReadAllTextAsync(data.CaFile));
        servers.Count(server => server.Output.Contains("Created a CA", StringComparison.Ordinal)).Should().Be(1);
        Directory.GetFiles(data.Path("data/https")).Select(Path.GetFileName).Should().BeEquivalentTo(".lock", "ca.pem", "ca-key.pem", "server.pem");
    }

    [Theory]
    [InlineData("damaged", "cannot be read")]
    [InlineData("expired", "is valid from")]
    [InlineData("of other names", "does not cover all of")]
    [InlineData("of all names", "does not cover all of")]
    public async Task A_CA_that_cannot_be_used_is_replaced_and_the_log_asks_to_trust_the_new_one(string state, string reason)
    {
        using var data = new TemporaryDataFolder();
        Directory.CreateDirectory(data.Path("data/https"));
        using var old = CreateCa(state == "expired" ? 10 : 1000, state == "of all names" ? null : state);
        using var key = old.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(data.CaKeyFile, state == "damaged" ? "-----BEGIN CERT" : $"{old.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");

        await using var server = await data.StartAsync();

        (await server.WaitForLineAsync(reason)).Should().StartWith("WRN ").And.Contain("Clients must trust the new CA: trustframework-mock ca trust");
        (await GetCaPemAsync(server.Address)).Should().NotContain(old.ExportCertificatePem()).And.Be(await File.ReadAllTextAsync(data.CaFile));
        using var served = await TemporaryDataFolder.GetServerCertificateAsync(server.SecureAddress!.Port);
        served.Issuer.Should().NotBe(old.Subject);
    }

    [Fact]
    public async Task An_added_name_creates_a_new_CA_and_a_removed_name_does_not()
    {
        using var data = new TemporaryDataFolder();
        using var first = await StartAndGetCertificateAsync(data);
        using var more = await StartAndGetCertificateAsync(data, "--MockServer:Https:Names:0=mock.example.test", "--MockServer:Https:Names:1=192.0.2.7");
        var authority = await File.ReadAllTextAsync(data.CaFile);
        using var less = await StartAndGetCertificateAsync(data, "--MockServer:Https:Names:0=MOCK.example.test");

        more.MatchesHostname("mock.example.test").Should().BeTrue();
        more.MatchesHostname("192.0.2.7").Should().BeTrue();
        less.MatchesHostname("192.0.2.7").Should().BeFalse();
        (await File.ReadAllTextAsync(data.CaFile)).Should().Be(authority, "the CA may cover more names than the certificate");
    }

    [Fact]
    public async Task A_certificate_that_expires_soon_is_renewed_by_the_same_CA()
    {
        using var data = new TemporaryDataFolder();
        using var first = await StartAndGetCertificateAsync(data);
        var authority = await File.ReadAllTextAsync(data.CaFile);
        using var issuer = X509Certificate2.CreateFromPemFile(data.CaKeyFile, data.CaKeyFile);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=soon", key, HashAlgorithmName.SHA256);
        foreach (var extension in first.Extensions)
            request.CertificateExtensions.Add(extension);
        using var soon = request.Create(issuer, new DateTimeOffset(issuer.NotBefore), DateTimeOffset.UtcNow.AddDays(20), [1]);
        await File.WriteAllTextAsync(data.ServerCertificateFile, $"{soon.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");

        using var renewed = await StartAndGetCertificateAsync(data);

        renewed.Subject.Should().NotBe(soon.Subject);
        renewed.NotAfter.Should().BeAfter(DateTime.Now.AddDays(300)).And.BeBefore(DateTime.Now.AddDays(398), "browsers accept no longer lifetime");
        (await File.ReadAllTextAsync(data.CaFile)).Should().Be(authority);
    }

    [Fact]
    public async Task If_nothing_can_be_stored_the_CA_is_in_memory_and_one_line_says_so()
    {
        using var data = new TemporaryDataFolder();
        await File.WriteAllTextAsync(data.Path("data"), "a file where the folder should be");

        await using var server = await data.StartAsync();
        using var http = new HttpClient(TemporaryDataFolder.CreateTrustingHandler(await GetCaPemAsync(server.Address)));

        (await http.GetStringAsync(new Uri(server.SecureAddress!, "/_mock/health/ready"))).Should().Be("ready");
        server.Output.Split('\n').Where(line => line.StartsWith("WRN ", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Should().Contain("It changes at each start").And.Contain("Set MockServer:DataFolder");
    }

    [Fact]
    public async Task The_CA_is_limited_to_the_names_that_the_server_serves()
    {
        using var data = new TemporaryDataFolder();
        using var served = await StartAndGetCertificateAsync(data);

        var (exitCode, servedOutput) = await VerifyAsync(data, data.ServerCertificateFile);
        exitCode.Should().Be(0, servedOutput);
        foreach (var name in new[] { "DNS:example.com", "DNS:graph.microsoft.com", "IP:192.0.2.1" })
        {
            var (refused, output) = await VerifyAsync(data, await SignWithCaKeyAsync(data, name));

            refused.Should().NotBe(0, name);
            output.Should().Contain("permitted subtree violation", name);
        }

        (await VerifyAsync(data, await SignWithCaKeyAsync(data, "DNS:mockserver"))).ExitCode.Should().Be(0, "a permitted name passes the same check");
    }

    [Fact]
    public async Task A_CA_of_interception_without_the_names_of_today_is_replaced()
    {
        using var data = new TemporaryDataFolder();
        Directory.CreateDirectory(data.Path("data/intercept"));
        using var old = CreateCa(1000, "graph.microsoft.com");
        using var key = old.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(data.Path("data/intercept/ca-key.pem"), $"{old.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");

        await using (var server = await data.StartAsync("--intercept", "--MockServer:InterceptPort=0", "--MockServer:ProxyPort=0"))
            (await server.WaitForLineAsync("does not cover all of")).Should().Contain("*.b2clogin.com");
        var replaced = await File.ReadAllTextAsync(data.Path("data/intercept/ca.pem"));
        await using (await data.StartAsync("--intercept", "--MockServer:InterceptPort=0", "--MockServer:ProxyPort=0"))
            (await File.ReadAllTextAsync(data.Path("data/intercept/ca.pem"))).Should().Be(replaced, "the new CA covers all names");
    }

    private static async Task<X509Certificate2> StartAndGetCertificateAsync(TemporaryDataFolder data, params string[] settings)
    {
        await using var server = await data.StartAsync(settings);
        return await TemporaryDataFolder.GetServerCertificateAsync(server.SecureAddress!.Port);
    }

    private static async Task<string> GetCaPemAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        return await http.GetStringAsync(new Uri("/_mock/ca.pem", UriKind.Relative));
    }

    private static Task<(int ExitCode, string Output)> VerifyAsync(TemporaryDataFolder data, string leaf) =>
        TemporaryDataFolder.RunProgramAsync("openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", data.CaFile, leaf);

    private static async Task<string> SignWithCaKeyAsync(TemporaryDataFolder data, string name)
    {
        var (leaf, request, extensions) = (data.Path("stolen.pem"), data.Path("stolen.csr"), data.Path("stolen.ext"));
        await File.WriteAllTextAsync(extensions, $"subjectAltName={name}\nauthorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n");
        await TemporaryDataFolder.RunProgramAsync("openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", data.Path("stolen.key"), "-subj", "/CN=x", "-out", request);
        var (signed, output) = await TemporaryDataFolder.RunProgramAsync(
            "openssl", "x509", "-req", "-in", request, "-CA", data.CaKeyFile, "-CAkey", data.CaKeyFile, "-extfile", extensions, "-days", "30", "-set_serial", "7", "-out", leaf);
        signed.Should().Be(0, output);
        return leaf;
    }

    /// <summary>A CA that differs from the server's in its names or its lifetime.</summary>
    /// <param name="name">The only name that it covers; null for no limit.</param>
    private static X509Certificate2 CreateCa(int days, string? name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=the old one", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(0));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (name is not null)
        {
            byte[] host = [0x82, (byte)name.Length, .. System.Text.Encoding.ASCII.GetBytes(name)];
            byte[] tree = [0x30, (byte)host.Length, .. host];
            byte[] permitted = [0xA0, (byte)tree.Length, .. tree];
            request.CertificateExtensions.Add(new X509Extension("2.5.29.30", [0x30, (byte)permitted.Length, .. permitted], critical: true));
        }

        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(days));
    }
}
