using Azure.Core.Pipeline;
using Azure.Identity;
using TrustFramework.MockServer.Testing;
using Xunit.Abstractions;

namespace Contoso.Policies;

public sealed class AzureIdentityTests(ITestOutputHelper output)
{
    // <azure-identity>
    [Fact]
    public async Task Azure_Identity_signs_in_over_TLS()
    {
        await using var server = await TrustFrameworkServer.StartOnLoopbackAsync(options =>
        {
            options.Auth = AuthMode.Strict;
            options.Log = output.WriteLine;
        });
        var tenant = await server.CreateTenantAsync();
        var credential = new ClientSecretCredential(tenant.Id.ToString(), "uploader", "any secret", new ClientSecretCredentialOptions
        {
            AuthorityHost = server.SecureAddress,
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(server.CreateHandler()),
        });
        using var graph = new HttpClient(server.CreateHandler()) { BaseAddress = server.GraphAddress };

        var token = await credential.GetTokenAsync(new(["https://graph.microsoft.com/.default"]), CancellationToken.None);
        graph.DefaultRequestHeaders.Authorization = new("Bearer", token.Token);

        Assert.True(await new PolicyUploader(graph).UploadAsync("B2C_1A_Base", ExamplePolicies.Base(tenant.Domain)));
    }
    // </azure-identity>

    // <options>
    [Fact]
    public async Task Server_accepts_the_settings_of_the_program()
    {
        await using var server = await TrustFrameworkServer.StartAsync(options =>
        {
            options.Validation = ValidationMode.Schema;
            options.Settings["MockServer:JournalSize"] = "50";
            options.Log = output.WriteLine;
        });

        var tenant = await server.CreateTenantAsync();

        Assert.True((await tenant.Policies.ValidateAsync(ExamplePolicies.Base(tenant.Domain))).Accepted);
    }
    // </options>
}
