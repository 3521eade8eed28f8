using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TrustFramework.MockServer.ClientTests.Hosting;
using TrustFramework.MockServer.Tests;

namespace TrustFramework.MockServer.ClientTests.PolicySignIn;

/// <summary>A tenant of one test, with the policies of docker/seed, two users and registered applications. It has its own domain.</summary>
internal sealed class PolicyTenant(RunningServer server, string domain, Guid id)
{
    public const string Policy = "B2C_1A_Example_SignUpOrSignIn";

    /// <summary>A second policy with the same journey.</summary>
    public const string OtherPolicy = "B2C_1A_Example_ProfileEdit";

    public const string Web = "11111111-0000-4000-8000-000000000001";
    public const string Native = "11111111-0000-4000-8000-000000000002";
    public const string Api = "11111111-0000-4000-8000-000000000003";
    public const string Secret = "the right secret";
    public const string WebRedirect = "https://localhost:5001/signin-oidc";
    public const string SignedOut = "https://localhost:5001/signout-callback-oidc";
    public const string User = "jane@example.com";
    public const string Password = "P@ssword!1";
    public const string SecondUser = "john@example.com";

    public RunningServer Server => server;

    public string Domain => domain;

    public Guid Id => id;

    /// <summary>The permission of <see cref="Api"/> that tests request.</summary>
    public string Scope => $"https://{domain}/api/read";

    /// <summary>Like <c>https://localhost:8443/tfp/contoso.onmicrosoft.com/B2C_1A_Example_SignUpOrSignIn</c>.</summary>
    public string Authority(string policy = Policy) => $"{server.Address}tfp/{domain}/{policy}";

    /// <summary>The address of the metadata without <c>/.well-known/openid-configuration</c>.</summary>
    public string OidcAuthority(string policy = Policy) => $"{server.Address}{domain}/{policy}/v2.0";

    public static async Task<PolicyTenant> CreateAsync(RunningServer server)
    {
        var domain = $"contoso{Guid.NewGuid():N}.onmicrosoft.com";
        using var http = new HttpClient(server.NewHandler());
        using var response = await http.PutAsJsonAsync(new Uri(server.Address, $"_mock/tenants/{domain}/seed"), await CreateSeedAsync(domain));
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue(text);
        return new PolicyTenant(server, domain, JsonNode.Parse(text)!["id"]!.GetValue<Guid>());
    }

    private static async Task<JsonObject> CreateSeedAsync(string domain)
    {
        var folder = Path.Combine(RepositoryPaths.Root, "docker", "seed");
        var policies = Directory.GetFiles(folder, "*.xml").Select(file => File.ReadAllText(file).Replace("contoso.onmicrosoft.com", domain, StringComparison.Ordinal)).ToList();
        policies.Add(policies.Single(xml => xml.Contains("<RelyingParty>", StringComparison.Ordinal)).Replace(Policy, OtherPolicy, StringComparison.Ordinal));
        return new JsonObject
        {
            ["policies"] = new JsonArray([.. policies.Select(xml => new JsonObject { ["content"] = xml })]),
            ["keySets"] = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "keysets.json")))!["keySets"]!.DeepClone(),
            ["users"] = new JsonArray(CreateUser("Jane Doe", User, domain, "2020-01-01T00:00:00Z"), CreateUser("John Doe", SecondUser, domain, "2021-01-01T00:00:00Z")),
            ["applications"] = JsonNode.Parse($$"""
                [
                  { "appId": "{{Web}}", "displayName": "Web", "passwordCredentials": [{ "secretText": "{{Secret}}" }],
                    "web": { "redirectUris": ["{{WebRedirect}}", "{{SignedOut}}"], "implicitGrantSettings": { "enableIdTokenIssuance": true } } },
                  { "appId": "{{Native}}", "displayName": "Native", "publicClient": { "redirectUris": ["http://localhost"] } },
                  { "appId": "{{Api}}", "displayName": "Api", "identifierUris": ["https://{{domain}}/api"],
                    "api": { "oauth2PermissionScopes": [{ "id": "7a2f4b9e-0000-4000-8000-0000000000c1", "value": "read", "type": "User", "isEnabled": true }] },
                    "appRoles": [{ "id": "7a2f4b9e-0000-4000-8000-0000000000d1", "value": "jobs", "displayName": "Jobs", "allowedMemberTypes": ["Application"] }] }
                ]
                """),
        };
    }

    private static JsonObject CreateUser(string name, string address, string domain, string created) => new()
    {
        ["displayName"] = name,
        ["city"] = "osaka",
        ["createdDateTime"] = created,
        ["passwordProfile"] = new JsonObject { ["password"] = Password },
        ["identities"] = new JsonArray(new JsonObject { ["signInType"] = "emailAddress", ["issuer"] = domain, ["issuerAssignedId"] = address }),
    };
}
