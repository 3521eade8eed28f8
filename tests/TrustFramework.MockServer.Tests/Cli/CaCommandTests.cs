using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Cli;

public sealed class CaCommandTests
{
    [Theory]
    [InlineData("https")]
    [InlineData("intercept", "--intercept")]
    public async Task The_path_leads_to_a_CA_that_is_made_if_there_is_none_and_export_prints_it(string kind, params string[] settings)
    {
        using var data = new TemporaryDataFolder();

        var path = await CaAsync(data, ["path", .. settings]);
        var printed = await CaAsync(data, ["export", .. settings]);
        var written = await CaAsync(data, ["export", "--out", data.Path("out.pem"), .. settings]);

        path.Output.TrimEnd().Should().Be(data.Path($"data/{kind}/ca.pem"));
        printed.Output.Should().Be(await File.ReadAllTextAsync(path.Output.TrimEnd())).And.StartWith("-----BEGIN CERTIFICATE-----").And.NotContain("PRIVATE");
        (written.Output, await File.ReadAllTextAsync(data.Path("out.pem"))).Should().Be(("", printed.Output));
    }

    [Fact]
    public async Task What_trust_prints_can_be_evaluated_and_changes_nothing_but_the_shell()
    {
        using var data = new TemporaryDataFolder();
        var trust = await CaAsync(data, "trust", "--intercept");
        var pem = await File.ReadAllTextAsync(data.Path("data/intercept/ca.pem"));

        var (exitCode, output) = await TemporaryDataFolder.RunProgramAsync(
            "bash", "-euc", $"eval \"$1\"; for name in NODE_EXTRA_CA_CERTS SSL_CERT_FILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE; do echo \"${{!name}}\"; done", "bash", trust.Output);

        exitCode.Should().Be(0, output);
        var files = output.Trim().Split('\n');
        files[0].Should().Be(data.Path("data/intercept/ca.pem"));
        files.Should().HaveCount(4).And.AllSatisfy(file => File.ReadAllText(file).Should().EndWith(pem));
        if (File.Exists("/etc/ssl/certs/ca-certificates.crt"))
            new FileInfo(files[1]).Length.Should().Be(new FileInfo("/etc/ssl/certs/ca-certificates.crt").Length + pem.Length, "it stands in place of the system's own");
        trust.Output.Should().Contain("INSTEAD of the system's CAs").And.Contain("--intercept");
    }

    [Fact]
    public async Task Where_no_CA_can_be_kept_or_an_own_certificate_is_in_use_there_is_no_path()
    {
        using var data = new TemporaryDataFolder();
        await File.WriteAllTextAsync(data.Path("data"), "a file where the folder should be");

        var unkept = await CaAsync(data, "path");
        var own = await CaAsync(data, "path", "--MockServer:Https:Certificate=own.pem");

        (unkept.ExitCode, unkept.Output, unkept.Errors.Contains("Set MockServer:DataFolder", StringComparison.Ordinal)).Should().Be((1, "", true));
        (own.ExitCode, own.Output, own.Errors.Contains("own certificate", StringComparison.Ordinal)).Should().Be((1, "", true));
    }

    private static Task<CliResult> CaAsync(TemporaryDataFolder data, params string[] arguments) =>
        CliProcess.RunAsync(data.Path(""), ["ca", .. arguments, data.Setting]);
}
