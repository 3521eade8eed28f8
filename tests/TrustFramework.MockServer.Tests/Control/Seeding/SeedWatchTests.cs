using TrustFramework.MockServer.Tests.Hosting;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control.Seeding;

/// <summary><c>MockServer:Watch</c>: a change of the seed folder is loaded while the server runs.</summary>
public sealed class SeedWatchTests : IDisposable
{
    private const string Watch = "--MockServer:Watch=true";
    private const string Jane = """{ "displayName": "Jane", "passwordProfile": { "password": "Marked.Passw0rd" }, "identities": [{ "signInType": "userName", "issuer": "contoso.onmicrosoft.com", "issuerAssignedId": "jane" }] }""";
    private const string John = """{ "displayName": "John", "identities": [{ "signInType": "userName", "issuer": "contoso.onmicrosoft.com", "issuerAssignedId": "john" }] }""";

    private readonly SeedFolder _seed = new();

    public void Dispose() => _seed.Dispose();

    [Fact]
    public async Task Changed_users_and_applications_are_loaded_and_everything_else_stays()
    {
        _seed.Write("a.xml", Policy("B2C_1A_A"));
        _seed.Write("keysets.json", """{"keySets":[{"id":"Rsa","keys":[{"kty":"RSA","use":"sig"}]}]}""");
        _seed.Write("users.json", $"[{Jane}]");
        await using var server = await InProcessServer.StartAsync(_seed.Setting, Watch);
        await using var other = await InProcessServer.StartAsync(_seed.Setting);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var otherHttp = new HttpClient { BaseAddress = other.Address };
        var (client, otherClient) = (CreateClient(http), CreateClient(otherHttp));
        var key = (await client.GetAsync("keySets/B2C_1A_Rsa/getActiveKey")).Json["kid"]!.GetValue<string>();
        await client.NewKeyAsync("Own");
        var jane = await IdsAsync(client, "users");
        (await client.PostAsync("/v1.0/applications", """{ "displayName": "Own" }""")).Status.Should().Be(201);

        _seed.Write("users.json", $"[{John}, {Jane}]");
        await server.WaitForLineAsync("Reloaded users.json of the seed folder");

        (await NamesAsync(client, "users")).Should().BeEquivalentTo("Jane", "John");
        (await IdsAsync(client, "users")).Should().Contain(jane, "the same user keeps its id");
        (await NamesAsync(client, "applications")).Should().Contain("Own", "applications.json did not change");
        (await client.GetAsync("keySets/B2C_1A_Own")).Status.Should().Be(200);
        (await client.GetAsync("keySets/B2C_1A_Rsa/getActiveKey")).Json["kid"]!.GetValue<string>().Should().Be(key);
        (await NamesAsync(otherClient, "users")).Should().Equal("Jane");

        _seed.Write("applications.json", """[{ "appId": "7a2f4b9e-0000-4000-8000-0000000000b1", "displayName": "Web", "web": { "redirectUris": ["https://localhost/web"] } }]""");
        await server.WaitForLineAsync("Reloaded applications.json of the seed folder");

        (await NamesAsync(client, "applications")).Should().Contain("Web").And.NotContain("Own");
        (await new ControlClient(http).PostAsync("reset")).Status.Should().Be(204);
        (await NamesAsync(client, "users")).Should().BeEquivalentTo(["Jane", "John"], "a reset applies the reloaded seed");
    }

    [Fact]
    public async Task Changed_policies_and_key_sets_are_loaded_and_deleted_files_are_removed()
    {
        _seed.Write("a.xml", Policy("B2C_1A_A"));
        _seed.Write("b.xml", Policy("B2C_1A_B"));
        _seed.Write("users.json", $"[{Jane}]");
        await using var server = await InProcessServer.StartAsync(_seed.Setting, Watch);
        using var http = new HttpClient { BaseAddress = server.Address };
        var client = CreateClient(http);

        _seed.Write("a.xml", Policy("B2C_1A_A", innerXml: "<!-- changed -->"));
        File.Delete(Path.Combine(_seed.Path, "b.xml"));
        _seed.Write("keysets.json", """{"keySets":[{"id":"Secret","keys":[{"use":"sig","k":"plain"}]}]}""");
        await server.WaitForLineAsync("keysets.json of the seed folder");

        (await client.GetAsync("policies/B2C_1A_A/$value")).Text.Should().Contain("changed");
        (await client.GetAsync("policies/B2C_1A_B/$value")).Status.Should().Be(404);
        (await client.GetAsync("keySets/B2C_1A_Secret")).Status.Should().Be(200);
        (await NamesAsync(client, "users")).Should().Equal("Jane");
    }

    [Fact]
    public async Task An_invalid_file_changes_nothing_until_it_is_corrected()
    {
        _seed.Write("users.json", $"[{Jane}]");
        await using var server = await InProcessServer.StartAsync(_seed.Setting, Watch);
        using var http = new HttpClient { BaseAddress = server.Address };
        var client = CreateClient(http);

        _seed.Write("users.json", $"[{Jane}, {Jane}]");
        var warning = await server.WaitForLineAsync("The seed folder was changed but not reloaded");

        warning.Should().StartWith("WRN").And.Contain("users.json[1]").And.NotContain("Marked");
        (await NamesAsync(client, "users")).Should().Equal("Jane");
        _seed.Write("users.json", $"[{John}]");
        await server.WaitForLineAsync("Reloaded users.json of the seed folder");
        (await NamesAsync(client, "users")).Should().Equal("John");
        server.Output.Should().NotContain("Marked");
    }

    [Fact]
    public async Task A_seed_with_another_domain_replaces_everything()
    {
        _seed.Write("a.xml", Policy("B2C_1A_A"));
        _seed.Write("users.json", $"[{Jane}]");
        await using var server = await InProcessServer.StartAsync(_seed.Setting, Watch);
        using var http = new HttpClient { BaseAddress = server.Address };
        var client = CreateClient(http);
        (await client.PostAsync("keySets", """{"id":"Own"}""")).Status.Should().Be(201);

        _seed.Write("a.xml", Policy("B2C_1A_A", tenant: "fabrikam.onmicrosoft.com"));
        await server.WaitForLineAsync("Reloaded a.xml of the seed folder");

        (await client.GetAsync("/v1.0/users?$select=userPrincipalName")).Text.Should().Contain("@fabrikam.onmicrosoft.com").And.NotContain("@contoso.onmicrosoft.com");
        (await client.GetAsync("keySets/B2C_1A_Own")).Status.Should().Be(400);
    }

    private static TrustFrameworkClient CreateClient(HttpClient http) => new(http, FullTenantState.TenantId)
    {
        Bearer = $"{FullTenantState.Bearer} User.ReadWrite.All Application.ReadWrite.All",
    };

    private static async Task<IEnumerable<string>> NamesAsync(TrustFrameworkClient client, string collection) => await ListAsync(client, collection, "displayName");

    private static async Task<IEnumerable<string>> IdsAsync(TrustFrameworkClient client, string collection) => await ListAsync(client, collection, "id");

    private static async Task<IEnumerable<string>> ListAsync(TrustFrameworkClient client, string collection, string property) =>
        (await client.GetAsync($"/v1.0/{collection}")).Json["value"]!.AsArray().Select(item => item![property]!.GetValue<string>());
}
