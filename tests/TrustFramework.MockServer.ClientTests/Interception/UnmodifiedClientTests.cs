using TrustFramework.MockServer.ClientTests.Hosting;
using TrustFramework.MockServer.Tests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Interception;

/// <summary>A program with the libraries' defaults and without addresses reaches the server under the real names: conventions 9.2.</summary>
public sealed class UnmodifiedClientTests
{
    private readonly string _tenant = Guid.NewGuid().ToString();

    [LinuxFact]
    public async Task With_a_proxy_and_the_CA_in_the_environment()
    {
        using var proxy = new ReservedPort();
        await using var server = await RunningServer.StartAsync("--intercept", "--MockServer:InterceptPort=0", $"--MockServer:ProxyPort={proxy.Number}");

        var (exitCode, output) = await ChildProcess.RunAsync(
            ["unmodified", _tenant], ("HTTPS_PROXY", $"http://127.0.0.1:{proxy.Number}"), ("SSL_CERT_FILE", server.CaFile));

        ShouldHaveSucceeded(exitCode, output);
        server.Output.Should().Contain($"tenant {_tenant}");
    }

    /// <summary>With port 443 and the real names, in a network where they resolve to the server.</summary>
    [RealNamesFact]
    public async Task With_a_hosts_file()
    {
        var (exitCode, output) = await RunWithHostsAsync("unmodified", _tenant);

        ShouldHaveSucceeded(exitCode, output);
        output.Should().Contain(":443").And.Contain($"tenant {_tenant}");
    }

    /// <summary>The address of a policy contains the name of the tenant, so the certificate has a wildcard name.</summary>
    [LinuxFact]
    public async Task A_sign_in_through_a_policy_with_a_proxy()
    {
        using var proxy = new ReservedPort();
        await using var server = await RunningServer.StartAsync(
            ["--intercept", "--MockServer:InterceptPort=0", $"--MockServer:ProxyPort={proxy.Number}", .. PrivateNetwork.PolicySettings]);

        var (exitCode, output) = await ChildProcess.RunAsync(["policy"], ("HTTPS_PROXY", $"http://127.0.0.1:{proxy.Number}"), ("SSL_CERT_FILE", server.CaFile));

        ShouldHaveSignedIn(exitCode, output);
    }

    [RealNamesFact]
    public async Task A_sign_in_through_a_policy_with_a_hosts_file()
    {
        var (exitCode, output) = await RunWithHostsAsync("policy");

        ShouldHaveSignedIn(exitCode, output);
    }

    /// <summary>Runs a program and the server in a network where the real names resolve to the server.</summary>
    private static async Task<(int ExitCode, string Output)> RunWithHostsAsync(params string[] program)
    {
        var hosts = Path.GetTempFileName();
        await File.WriteAllTextAsync(hosts, PrivateNetwork.Hosts);
        var result = await ChildProcess.RunAsync("unshare",
        [
            "--map-root-user", "--mount", "--net", "sh", "-c", "mount --bind \"$0\" /etc/hosts && exec dotnet \"$@\"",
            hosts, typeof(UnmodifiedClientTests).Assembly.Location, "real-names", .. program,
        ]);
        File.Delete(hosts);
        return result;
    }

    private static void ShouldHaveSignedIn(int exitCode, string output)
    {
        exitCode.Should().Be(0, output);
        output.Should().MatchRegex("issuer https://contoso.b2clogin.com/([0-9a-f-]{36})/v2.0/ of tenant \\1")
            .And.Contain("renewed from IdentityProvider at https://contoso.b2clogin.com/tfp/contoso.onmicrosoft.com/B2C_1A_Example_SignUpOrSignIn/oauth2/v2.0/token")
            .And.Contain(ClientProgram.Success);
    }

    private static void ShouldHaveSucceeded(int exitCode, string output)
    {
        exitCode.Should().Be(0, output);
        output.Should().Contain("PublicPolicyUri").And.Contain("Disabled").And.Contain("MSAL.NET: Bearer")
            .And.Contain(ClientProgram.Success);
    }
}
