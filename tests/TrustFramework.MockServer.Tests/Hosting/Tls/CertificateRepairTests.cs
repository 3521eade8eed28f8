using System.Security.Cryptography.X509Certificates;

namespace TrustFramework.MockServer.Tests.Hosting.Tls;

/// <summary>A start with files that are missing, damaged or swapped.</summary>
public sealed class CertificateRepairTests
{
    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("truncated")]
    [InlineData("binary")]
    [InlineData("server.pem")]
    [InlineData("another CA")]
    public async Task The_certificate_of_the_CA_is_written_again_if_its_key_is_intact(string state)
    {
        using var data = new TemporaryDataFolder();
        var pem = await CreateAsync(data);
        var damaged = await DamageAsync(data, data.CaFile, state);

        await using var server = await data.StartAsync();

        (await server.WaitForLineAsync("did not contain the certificate of the CA")).Should().StartWith("WRN ").And.Contain(data.CaFile);
        (await File.ReadAllTextAsync(data.CaFile), await GetCaPemAsync(server)).Should().Be((pem, pem));
        if (state == "another CA")
            (await File.ReadAllTextAsync(KeptFiles(data).Single())).Should().Be(damaged);
        else
            KeptFiles(data).Should().BeEmpty();
        await ShouldTrustAsync(server, pem);
    }

    [Theory]
    [InlineData("CRLF")]
    [InlineData("another CA behind it")]
    [InlineData("another CA before it")]
    public async Task A_file_that_contains_the_certificate_of_the_CA_stays_as_it_is(string state)
    {
        using var data = new TemporaryDataFolder();
        using var another = new TemporaryDataFolder();
        var (pem, other) = (await CreateAsync(data), await CreateAsync(another));
        var edited = state switch
        {
            "CRLF" => pem.ReplaceLineEndings("\r\n"),
            "another CA behind it" => pem + other,
            _ => $"# added by hand\n{other}{pem}",
        };
        await File.WriteAllTextAsync(data.CaFile, edited);

        await using var server = await data.StartAsync();
        var command = await Cli.CommandRunner.RunAsync(".", "ca", "path", data.Setting);

        (command.ExitCode, command.Errors).Should().Be((0, ""));
        server.Output.Should().NotContain("WRN ");
        (await File.ReadAllTextAsync(data.CaFile), KeptFiles(data).Length).Should().Be((edited, 0));
    }

    [Theory]
    [InlineData("missing", "has no private key")]
    [InlineData("empty", "cannot be read")]
    [InlineData("truncated", "cannot be read")]
    [InlineData("binary", "cannot be read")]
    [InlineData("ca.pem", "cannot be read")]
    [InlineData("server.pem", "is not the certificate of a CA")]
    public async Task A_CA_without_its_key_is_replaced_and_its_files_are_kept_and_named(string state, string reason)
    {
        using var data = new TemporaryDataFolder();
        var pem = await CreateAsync(data);
        var damaged = await DamageAsync(data, data.CaKeyFile, state);

        await using var server = await data.StartAsync();

        var line = await server.WaitForLineAsync(reason);
        line.Should().StartWith("WRN ").And.Contain("Clients must trust the new CA");
        var kept = KeptFiles(data);
        kept.Should().HaveCount(string.IsNullOrEmpty(damaged) ? 1 : 2).And.AllSatisfy(file => line.Should().Contain(file));
        (await Task.WhenAll(kept.Select(file => File.ReadAllTextAsync(file)))).Should().BeEquivalentTo(new[] { damaged, pem }.Where(text => text.Length > 0));
        (await GetCaPemAsync(server)).Should().Be(await File.ReadAllTextAsync(data.CaFile)).And.NotBe(pem);
        await ShouldTrustAsync(server, await File.ReadAllTextAsync(data.CaFile));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("truncated")]
    [InlineData("ca.pem")]
    [InlineData("ca-key.pem")]
    public async Task A_damaged_server_certificate_is_issued_again_by_the_same_CA(string state)
    {
        using var data = new TemporaryDataFolder();
        var pem = await CreateAsync(data);
        await DamageAsync(data, data.ServerCertificateFile, state);

        await using var server = await data.StartAsync();

        (await GetCaPemAsync(server)).Should().Be(pem);
        await ShouldTrustAsync(server, pem);
        using var stored = X509Certificate2.CreateFromPemFile(data.ServerCertificateFile);
        using var served = await TemporaryDataFolder.GetServerCertificateAsync(server.SecureAddress!.Port);
        stored.Thumbprint.Should().Be(served.Thumbprint);
    }

    [Fact]
    public async Task A_CA_that_does_not_cover_new_names_is_kept_and_can_be_restored()
    {
        using var data = new TemporaryDataFolder();
        var pem = await CreateAsync(data);
        var key = await File.ReadAllTextAsync(data.CaKeyFile);

        await using (var server = await data.StartAsync("--MockServer:Https:Names:0=mock.example.test"))
            (await server.WaitForLineAsync("does not cover all of")).Should().Contain("The previous CA is kept in ").And.Contain(KeptFiles(data)[0]);
        var keptKey = KeptFiles(data).Single(file => Path.GetFileName(file).StartsWith("ca-key.", StringComparison.Ordinal));
        (await File.ReadAllTextAsync(keptKey)).Should().Be(key);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(keptKey).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(keptKey, data.CaKeyFile, overwrite: true);

        await using var restored = await data.StartAsync();
        (await File.ReadAllTextAsync(data.CaFile), await GetCaPemAsync(restored)).Should().Be((pem, pem));
    }

    [Theory]
    [InlineData("ca-key.pem")]
    [InlineData("ca.pem")]
    [InlineData("server.pem")]
    public async Task A_write_that_fails_leaves_no_temporary_file_and_the_server_starts(string name)
    {
        using var data = new TemporaryDataFolder();
        // A file cannot replace a folder.
        Directory.CreateDirectory(data.Path($"data/https/{name}"));

        await using var server = await data.StartAsync();

        await ShouldTrustAsync(server, await GetCaPemAsync(server));
        Directory.GetFiles(data.Path("data/https"), ".*").Select(Path.GetFileName).Should().Equal(".lock");
    }

    [Fact]
    public async Task If_the_certificate_cannot_be_repaired_the_CA_is_used_nevertheless()
    {
        using var data = new TemporaryDataFolder();
        var pem = await CreateAsync(data);
        File.Delete(data.CaFile);
        Directory.CreateDirectory(data.CaFile);

        await using var server = await data.StartAsync();

        (await GetCaPemAsync(server)).Should().Be(pem);
        (await server.WaitForLineAsync("cannot be written")).Should().StartWith("WRN ").And.Contain(data.CaFile);
    }

    /// <summary>Returns the certificate of the new CA.</summary>
    private static async Task<string> CreateAsync(TemporaryDataFolder data)
    {
        await using (await data.StartAsync())
            return await File.ReadAllTextAsync(data.CaFile);
    }

    /// <param name="state">A kind of damage, or the name of the file whose content the file gets.</param>
    private static async Task<string> DamageAsync(TemporaryDataFolder data, string file, string state)
    {
        var text = await File.ReadAllTextAsync(file);
        using var another = new TemporaryDataFolder();
        var damaged = state switch
        {
            "missing" or "empty" => "",
            "truncated" => text[..(text.Length / 2)],
            "binary" => "\0\u0001",
            "another CA" => await CreateAsync(another),
            _ => await File.ReadAllTextAsync(data.Path($"data/https/{state}")),
        };
        if (state == "missing")
            File.Delete(file);
        else
            await File.WriteAllTextAsync(file, damaged);
        return damaged;
    }

    private static string[] KeptFiles(TemporaryDataFolder data) => [.. Directory.GetFiles(data.Path("data/https"), "ca*.20*.pem")];

    private static async Task<string> GetCaPemAsync(InProcessServer server)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        return await http.GetStringAsync(new Uri("/_mock/ca.pem", UriKind.Relative));
    }

    private static async Task ShouldTrustAsync(InProcessServer server, string pem)
    {
        using var http = new HttpClient(TemporaryDataFolder.CreateTrustingHandler(pem));
        (await http.GetStringAsync(new Uri(server.SecureAddress!, "/_mock/health/live"))).Should().Be("live");
    }
}
