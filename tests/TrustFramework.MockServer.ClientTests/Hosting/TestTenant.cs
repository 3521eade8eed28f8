using Azure.Core;
using Azure.Identity;
using Microsoft.Graph;
using TrustFramework.MockServer.ClientTests.Beta;
using TrustFramework.MockServer.Tests;

namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>A tenant of one test, with a genuine client that has all permissions.</summary>
internal sealed class TestTenant(RunningServer server, Guid id)
{
    public const string Domain = "contoso.onmicrosoft.com";

    public Guid Id => id;

    public RunningServer Server => server;

    public TrustFrameworkApi TrustFramework => new(Graph);

    public GraphServiceClient Graph { get; } = server.Graph(new ClientSecretCredential(
        id.ToString(),
        "my-client",
        "any secret",
        new ClientSecretCredentialOptions { AuthorityHost = server.Address, DisableInstanceDiscovery = true, Transport = server.Transport }));

    /// <summary>Creates a client that has only these permissions. Its token is unsigned, which the server accepts in mode stub.</summary>
    public TrustFrameworkApi CreateClient(params string[] permissions)
    {
        var claims = AccessTokens.Application(id, permissions);
        claims["exp"] = 4102444800;
        var token = new AccessToken(AccessTokens.Unsigned(claims), DateTimeOffset.MaxValue);
        return server.TrustFramework(DelegatedTokenCredential.Create((_, _) => token));
    }

    public static async Task<TestTenant> NewAsync() => new(await SharedServer.GetAsync(), Guid.NewGuid());

    public static string Policy(string id, string? baseId = null) =>
        $"""
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06"
          PolicySchemaVersion="0.3.0.0" TenantId="{Domain}" PolicyId="{id}" PublicPolicyUri="http://{Domain}/{id}">
          {(baseId is null ? "" : $"<BasePolicy><TenantId>{Domain}</TenantId><PolicyId>{baseId}</PolicyId></BasePolicy>")}
        </TrustFrameworkPolicy>
        """;
}
