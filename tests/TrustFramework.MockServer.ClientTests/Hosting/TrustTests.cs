using System.Security.Authentication;
using TrustFramework.MockServer.ClientTests.Interception;
using TrustFramework.MockServer.Tests;

namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>The CA as users trust it: by the environment of their program, which does not know of it.</summary>
public sealed class TrustTests
{
    [LinuxFact]
    public async Task SSL_CERT_FILE_is_all_that_a_program_needs_to_trust_the_CA()
    {
        var server = await SharedServer.GetAsync();

        var (exitCode, output) = await ChildProcess.RunAsync(
            ["told", server.Address.ToString(), Guid.NewGuid().ToString()], ("SSL_CERT_FILE", server.CaFile));

        (exitCode, output.TrimEnd().EndsWith(ClientProgram.Success, StringComparison.Ordinal)).Should().Be((0, true), output);
    }

    [Fact]
    public void What_the_page_shows_is_what_ran()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "clients.md"));
        var shown = page.Split("```csharp\n")[1].Split("```")[0]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var program = File.ReadAllText(Path.Combine(
            RepositoryPaths.Root, "tests", "TrustFramework.MockServer.ClientTests", "Interception", "ClientProgram.cs"));

        shown.Should().HaveCountGreaterThan(5);
        foreach (var line in shown.Skip(1)) // the first is the address
            program.Should().Contain(line);
    }

    /// <summary>Where to sign in, as who, and whom to trust: nothing of it is in the program.</summary>
    [LinuxFact]
    public async Task A_program_can_be_configured_by_environment_variables_alone()
    {
        var server = await SharedServer.GetAsync();

        var (exitCode, output) = await ChildProcess.RunAsync(
            ["environment", server.BaseUrl],
            ("AZURE_AUTHORITY_HOST", server.Address.ToString()),
            ("AZURE_TENANT_ID", Guid.NewGuid().ToString()),
            ("AZURE_CLIENT_ID", "my-client"),
            ("AZURE_CLIENT_SECRET", "any secret"),
            ("SSL_CERT_FILE", server.CaFile));

        (exitCode, output.TrimEnd().EndsWith(ClientProgram.Success, StringComparison.Ordinal)).Should().Be((0, true), output);
    }

    [Fact]
    public async Task Who_does_not_trust_the_CA_does_not_come_in()
    {
        var server = await SharedServer.GetAsync();
        using var http = new HttpClient();

        var ask = () => http.GetAsync(new Uri(server.Address, "/_mock/health/live"));

        (await ask.Should().ThrowAsync<HttpRequestException>()).WithInnerException<AuthenticationException>().WithMessage("*chain*");
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("graph.microsoft.com", false)]
    public async Task The_certificate_is_good_for_the_names_in_it_alone(string host, bool isOurs)
    {
        var server = await SharedServer.GetAsync();
        using var http = new HttpClient(server.NewHandler());
        http.DefaultRequestHeaders.Host = host; // whom the handler expects to meet there

        var ask = () => http.GetAsync(new Uri(server.Address, "/_mock/health/live"));

        if (isOurs)
            (await ask()).IsSuccessStatusCode.Should().BeTrue();
        else
            (await ask.Should().ThrowAsync<HttpRequestException>()).WithInnerException<AuthenticationException>().WithMessage("*NameMismatch*");
    }
}
