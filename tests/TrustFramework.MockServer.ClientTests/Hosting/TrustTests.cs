using System.Security.Authentication;
using TrustFramework.MockServer.ClientTests.Interception;
using TrustFramework.MockServer.Tests;

namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>A program trusts the CA by its environment, without code for it.</summary>
public sealed class TrustTests
{
    [LinuxFact]
    public async Task SSL_CERT_FILE_is_sufficient_to_trust_the_CA()
    {
        var server = await SharedServer.GetAsync();

        var (exitCode, output) = await ChildProcess.RunAsync(
            ["configured", server.Address.ToString(), Guid.NewGuid().ToString()], ("SSL_CERT_FILE", server.CaFile));

        (exitCode, output.TrimEnd().EndsWith(ClientProgram.Success, StringComparison.Ordinal)).Should().Be((0, true), output);
    }

    [Fact]
    public void The_code_in_the_documentation_is_the_tested_code()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "clients.md"));
        var documented = page.Split("```csharp\n")[1].Split("```")[0]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var program = File.ReadAllText(Path.Combine(
            RepositoryPaths.Root, "tests", "TrustFramework.MockServer.ClientTests", "Interception", "ClientProgram.cs"));

        documented.Should().HaveCountGreaterThan(5);
        foreach (var line in documented.Skip(1)) // The first line is the address.
            program.Should().Contain(line);
    }

    /// <summary>The program's code contains no address, no credential and no CA.</summary>
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
    public async Task A_client_that_does_not_trust_the_CA_cannot_connect()
    {
        var server = await SharedServer.GetAsync();
        using var http = new HttpClient();

        var request = () => http.GetAsync(new Uri(server.Address, "/_mock/health/live"));

        (await request.Should().ThrowAsync<HttpRequestException>()).WithInnerException<AuthenticationException>().WithMessage("*chain*");
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("graph.microsoft.com", false)]
    public async Task The_certificate_is_valid_only_for_its_names(string host, bool isValid)
    {
        var server = await SharedServer.GetAsync();
        using var http = new HttpClient(server.NewHandler());
        http.DefaultRequestHeaders.Host = host; // The handler compares the certificate with it.

        var request = () => http.GetAsync(new Uri(server.Address, "/_mock/health/live"));

        if (isValid)
            (await request()).IsSuccessStatusCode.Should().BeTrue();
        else
            (await request.Should().ThrowAsync<HttpRequestException>()).WithInnerException<AuthenticationException>().WithMessage("*NameMismatch*");
    }
}
