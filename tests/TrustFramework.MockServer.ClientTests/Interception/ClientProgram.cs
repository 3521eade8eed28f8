using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Identity.Client;
using TrustFramework.MockServer.ClientTests.Beta;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Interception;

/// <summary>
/// A user's program: it puts a policy, reads it back and disables a key, without code for the CA. Its last line is
/// <see cref="Success"/>.
/// </summary>
internal static class ClientProgram
{
    public const string Success = "all done";

    private const string Scope = "https://graph.microsoft.com/.default";

    /// <summary>The code of docs/clients.md, line for line: the address of the login service, and the host that can receive the token (conventions 9.2 [E]).</summary>
    public static Task<int> RunConfiguredAsync(Uri server, string tenant)
    {
        var credential = new ClientSecretCredential(tenant, "my-client", "any secret", new ClientSecretCredentialOptions
        {
            AuthorityHost = server,
            DisableInstanceDiscovery = true,
        });
        var graph = new GraphServiceClient(
            new AzureIdentityAuthenticationProvider(credential, ["localhost"], null, true, "https://graph.microsoft.com/.default"),
            $"{server}beta");
        return RunAsync(new TrustFrameworkApi(graph));
    }

    /// <summary>Reads the variables AZURE_….</summary>
    public static Task<int> RunFromEnvironmentAsync(string baseUrl)
    {
        var credential = new EnvironmentCredential(new EnvironmentCredentialOptions { DisableInstanceDiscovery = true });
        return RunAsync(new TrustFrameworkApi(new GraphServiceClient(new AzureIdentityAuthenticationProvider(credential, ["localhost"], null, true, Scope), baseUrl)));
    }

    /// <summary>Code for the real service: no authority, no base URL, no hosts.</summary>
    public static async Task<int> RunUnmodifiedAsync(string tenant)
    {
        var app = ConfidentialClientApplicationBuilder.Create("my-client").WithClientSecret("any secret").WithTenantId(tenant).Build();
        var result = await app.AcquireTokenForClient([Scope]).ExecuteAsync();
        Console.WriteLine($"MSAL.NET: {result.TokenType}");

        var credential = new ClientSecretCredential(tenant, "my-client", "any secret");
        var graph = new GraphServiceClient(credential);
        return await RunAsync(new TrustFrameworkApi(graph, "https://graph.microsoft.com/beta"));
    }

    private static async Task<int> RunAsync(TrustFrameworkApi trustFramework)
    {
        const string Id = "B2C_1A_Unmodified";
        using var stored = await trustFramework.PutPolicyContentAsync(Id, TestStreams.Seekable(TestTenant.Policy(Id)));
        using var content = await trustFramework.GetPolicyContentAsync(Id);
        using var reader = new StreamReader(content!);
        Console.WriteLine(await reader.ReadToEndAsync());

        await trustFramework.PostKeySetAsync(new TrustFrameworkKeySet { Id = "Unmodified" });
        var key = await trustFramework.PostActionAsync(Id, "generateKey", new ActionBody { Kty = "RSA", Use = "sig" });
        await trustFramework.PatchKeyAsync(Id, key!.Kid!, new TrustFrameworkKey { Status = TrustFrameworkKeyStatus.Disabled });
        Console.WriteLine($"{key.Kid} {(await trustFramework.GetKeyAsync(Id, key.Kid!))!.Status}");
        Console.WriteLine(Success);
        return 0;
    }
}
