using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Cli;

public sealed class CaCommandTests
{
    [Theory]
    [InlineData("https")]
    [InlineData("intercept", "--intercept")]
    public async Task Path_prints_the_path_of_the_CA_and_creates_it_if_there_is_none_and_export_prints_the_certificate(string kind, params string[] settings)
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
    public async Task The_output_of_trust_can_be_evaluated_by_a_shell()
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
            new FileInfo(files[1]).Length.Should().Be(new FileInfo("/etc/ssl/certs/ca-certificates.crt").Length + pem.Length, "it replaces the CAs of the system");
        trust.Output.Should().Contain("replace the system's CAs").And.Contain("--intercept");
    }

    [Fact]
    public async Task There_is_no_path_if_no_CA_can_be_stored_or_the_settings_name_a_certificate()
    {
        using var data = new TemporaryDataFolder();
        await File.WriteAllTextAsync(data.Path("data"), "a file where the folder should be");

        var notStored = await CaAsync(data, "path");
        var configured = await CaAsync(data, "path", "--MockServer:Https:Certificate=own.pem");

        (notStored.ExitCode, notStored.Output, notStored.Errors.Contains("Set MockServer:DataFolder", StringComparison.Ordinal)).Should().Be((1, "", true));
        (configured.ExitCode, configured.Output, configured.Errors.Contains("MockServer:Https:Certificate", StringComparison.Ordinal)).Should().Be((1, "", true));
    }

    private static Task<CommandResult> CaAsync(TemporaryDataFolder data, params string[] arguments) =>
        CommandRunner.RunAsync(data.Path(""), ["ca", .. arguments, data.Setting]);
}
