using static TrustFramework.MockServer.Tests.Control.ControlClient;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control.Seeding;

/// <summary>The users and applications of a seed.</summary>
public sealed class SeedItemTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string Users = """
        [{ "displayName": "Jane", "identities": [{ "signInType": "emailAddress", "issuer": "contoso.onmicrosoft.com", "issuerAssignedId": "jane@example.com" }],
           "passwordProfile": { "password": "P@ssword!1" }, "strongAuthenticationPhoneNumber": "+1 425 555 0100" }]
        """;

    private const string Applications = """[{ "appId": "app", "displayName": "Web", "passwordCredentials": [{ "secretText": "plain client secret" }], "web": { "redirectUris": ["https://localhost/back"] } }]""";

    private readonly TrustFrameworkClient _client = server.NewTenant();

    private ControlClient Control => new(server.CreateClient(), _client.Tenant);

    [Fact]
    public async Task A_zip_has_users_and_applications_and_a_reset_creates_the_same_again()
    {
        var zip = SeedTests.Zip(("a.xml", Policy("B2C_1A_A")), ("Users.json", Users), ("applications.json", Applications));

        (await Control.SendAsync(HttpMethod.Put, "seed", new ByteArrayContent(zip))).Status.Should().Be(200);

        var snapshot = await Control.GetAsync("snapshot?secrets=true");
        snapshot.Text.Should().NotContain("P@ssword!1").And.NotContain("plain client secret");
        var user = snapshot.Json["tenant"]!["users"]!.AsArray().Single()!;
        user["attributes"]!["userPrincipalName"]!.GetValue<string>().Should().Be($"{user["id"]}@contoso.onmicrosoft.com");
        snapshot.Json["tenant"]!["applications"]!.AsArray().Single()!["appId"]!.GetValue<string>().Should().Be("app");
        await Control.PostAsync("reset");
        (await Control.GetAsync("snapshot?secrets=true")).Text.Should().Be(snapshot.Text);
    }

    [Fact]
    public async Task A_snapshot_without_secrets_has_no_hashes_and_can_be_imported_and_reset()
    {
        await PutAsync(Users, Applications);

        var snapshot = await Control.GetAsync("snapshot");

        snapshot.Text.Should().NotContain("\"hash\"").And.NotContain("\"salt\"").And.NotContain("\"hint\"");
        (await Control.PutAsync("snapshot", snapshot.Text)).Status.Should().Be(204);
        (await Control.GetAsync("snapshot")).Text.Should().Be(snapshot.Text);
        (await Control.PostAsync("reset")).Status.Should().Be(204);
        var after = (await Control.GetAsync("snapshot?secrets=true")).Json["tenant"]!;
        (after["users"]![0]!["password"], after["users"]![0]!["id"]!.GetValue<string>()).Should().Be((null, snapshot.Json["tenant"]!["users"]![0]!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_fork_has_the_users_and_applications_of_its_origin()
    {
        await PutAsync(Users, Applications);

        var fork = (await new ControlClient(server.CreateClient()).PostAsync("tenants", $$"""{"fork":"{{_client.Tenant}}"}""")).Json["id"]!.GetValue<Guid>();

        var (origin, copy) = (await Control.GetAsync("snapshot?secrets=true"), await new ControlClient(server.CreateClient(), fork).GetAsync("snapshot?secrets=true"));
        copy.Json["tenant"]!["users"]!.ToJsonString().Should().Be(origin.Json["tenant"]!["users"]!.ToJsonString());
        copy.Json["tenant"]!["applications"]!.ToJsonString().Should().Be(origin.Json["tenant"]!["applications"]!.ToJsonString());
    }

    [Theory]
    [InlineData("{}", "the seed: $.users (line 1) must be an array.")]
    [InlineData("[null]", "users[0] is null.")]
    [InlineData("""[{"displayName":"a","identities":[{"signInType":"federated","issuer":"a","issuerAssignedId":"1"}]},{"shoeSize":1}]""", "users[1]: Property 'shoeSize' does not exist as a declared property or extension property.")]
    [InlineData("""[{"extension_level":1}]""", "users[0]: The following extension properties are not available: extension_level.")]
    [InlineData("""[{"extension_00000000000000000000000000000001_a":1.5}]""", "users[0]: Invalid value specified for property 'extension_00000000000000000000000000000001_a' of resource 'User'.")]
    [InlineData("""[{"displayName":1}]""", "users[0]: Invalid value specified for property 'displayName' of resource 'User'. displayName: Write a string.")]
    [InlineData("""[{"displayName":"\ud800"}]""", "users[0]: Invalid value specified for property 'displayName' of resource 'User'.")]
    [InlineData("""[{"id":"a"}]""", "users[0]: Invalid value specified for property 'id' of resource 'User'.")]
    [InlineData("""[{"createdDateTime":"today"}]""", "users[0]: Invalid value specified for property 'createdDateTime'")]
    [InlineData("""[{"otherMails":"a"}]""", "users[0]: Invalid value specified for property 'otherMails'")]
    [InlineData("""[{"accountEnabled":"yes"}]""", "users[0]: Invalid value specified for property 'accountEnabled'")]
    [InlineData("""[{"identities":[{"kind":"a"}]}]""", "users[0]: Invalid value specified for property 'identities' of resource 'User'. identities: 'kind' is not a member of $[0]")]
    [InlineData("""[{"displayName":"a","identities":[{"signInType":"emailAddress","issuer":"a.com","issuerAssignedId":"a"}]}]""", "identities[0]: issuerAssignedId must be an email address.")]
    [InlineData("""[{"displayName":"a"}]""", "users[0]: Property userPrincipalName value is required but is empty or missing.")]
    [InlineData("""[{"displayName":"a","userPrincipalName":"a@a.com","passwordProfile":{"password":"weak"}}]""", "users[0]: The specified password does not comply with password complexity requirements.")]
    [InlineData("""[{"displayName":"a","userPrincipalName":"a@a.com"},{"displayName":"b","userPrincipalName":"A@A.com"}]""", "users[1]: Another object with the same value for property userPrincipalName already exists.")]
    [Covers("PropertyUnknown", "ExtensionUnavailable", "ValueInvalid", "ValueMissing", "UserPasswordWeak", "ValueTaken")]
    public async Task An_invalid_user_is_refused_with_its_position_and_member(string users, string detail) => ShouldBeProblem(await PutAsync(users, "[]"), 400, detail);

    [Fact]
    [Covers("DomainNotVerified")]
    public async Task The_domain_of_a_user_is_that_of_the_policies() => ShouldBeProblem(
        await Control.PutAsync("seed", SeedTests.Document([Policy("B2C_1A_A")], """ "users":[{"displayName":"a","userPrincipalName":"a@fabrikam.com"}] """)),
        400,
        "users[0]: The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization. The tenant's domain is contoso.onmicrosoft.com.");

    [Theory]
    [InlineData("""[{"displayName":"a"}]""", "applications[0]: Property appId value is required but is empty or missing.")]
    [InlineData("""[{"appId":"a"}]""", "applications[0]: Property displayName value is required")]
    [InlineData("""[{"appId":"a b","displayName":"a"}]""", "applications[0]: Invalid value specified for property 'appId' of resource 'Application'.")]
    [InlineData("""[{"appId":"a","displayName":"a","shape":1}]""", "applications[0]: Property 'shape' does not exist")]
    [InlineData("""[{"appId":"a","displayName":"a","web":{"uris":[]}}]""", "the seed: 'uris' is not a member of $.applications[0].web")]
    [InlineData("""[{"appId":"a","displayName":"a","spa":{"redirectUris":[null]}}]""", "applications[0]: Invalid value specified for property 'spa' of resource 'Application'. spa.redirectUris: ")]
    [InlineData("""[{"appId":"a","displayName":"a","passwordCredentials":[{"displayName":"b"}]}]""", "applications[0]: Invalid value specified for property 'passwordCredentials' of resource 'Application'.")]
    [InlineData("""[{"appId":"a","displayName":"a","keyCredentials":[{}]}]""", "TrustFramework.MockServer does not emulate certificates of applications.")]
    [InlineData("""[{"appId":"a","displayName":"a","api":{"oauth2PermissionScopes":[{"value":"read"}]}}]""", "api.oauth2PermissionScopes: Write the id")]
    [InlineData("""[{"appId":"a","displayName":"a","appRoles":[{"value":"read"}]}]""", "appRoles: Write the id")]
    [InlineData("""[{"appId":"a","displayName":"a"},{"appId":"A","displayName":"b","id":"7a2f4b9e-0000-4000-8000-0000000000b1"}]""", "applications[1]: Another object with the same value for property appId already exists.")]
    public async Task An_invalid_application_is_refused_with_its_position_and_member(string applications, string detail) => ShouldBeProblem(await PutAsync("[]", applications), 400, detail);

    [Fact]
    public async Task Members_without_effect_are_accepted() =>
        (await PutAsync("[]", """[{"appId":"a","displayName":"a","requiredResourceAccess":[{"x":1}],"tags":["a"],"api":{"knownClientApplications":[]},"@odata.id":"a"}]""")).Status.Should().Be(200);

    [Fact]
    public async Task A_seed_has_at_most_10000_users()
    {
        string List(int count) => $"[{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"displayName":"a","userPrincipalName":"u{{i}}@a.com"}"""))}]";

        ShouldBeProblem(await PutAsync(List(10_001), "[]"), 400, "users: There are 10001 objects. A tenant has at most 10000.");
        (await PutAsync(List(10_000), "[]")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("""{"attributes":{}}""", "$.tenant.users[0].id: Write a GUID.")]
    [InlineData("""{"id":"7a2f4b9e-0000-4000-8000-0000000000a1","createdDateTime":"2026-01-01T00:00:00Z","attributes":{"shoeSize":1}}""", "$.tenant.users[0].attributes.shoeSize: ")]
    [InlineData("""{"id":"7a2f4b9e-0000-4000-8000-0000000000a1","createdDateTime":"2026-01-01T00:00:00Z","attributes":{"city":1}}""", "$.tenant.users[0].attributes.city: Write a string.")]
    [InlineData("""{"id":"7a2f4b9e-0000-4000-8000-0000000000a1","createdDateTime":"2026-01-01T00:00:00Z","attributes":{}}""", "$.tenant.users[0]: A user has a displayName")]
    [InlineData("""{"id":"7a2f4b9e-0000-4000-8000-0000000000a1","createdDateTime":"2026-01-01T00:00:00Z","attributes":{},"password":{"salt":"AA==","hash":"AA==","iterations":1000000000}}""", "$.tenant.users[0].password.iterations: ")]
    public async Task An_invalid_user_in_a_snapshot_is_refused(string user, string detail) =>
        ShouldBeProblem(await Control.PutAsync("snapshot", $$"""{"version":1,"tenant":{"users":[{{user}}]} }"""), 400, detail);

    [Fact]
    public async Task Two_users_of_a_snapshot_have_different_names()
    {
        string User(int id) => $$"""{"id":"7a2f4b9e-0000-4000-8000-00000000000{{id}}","createdDateTime":"2026-01-01T00:00:00Z","attributes":{"displayName":"a","userPrincipalName":"a@a.com"} }""";

        ShouldBeProblem(await Control.PutAsync("snapshot", $$"""{"version":1,"tenant":{"users":[{{User(1)}},{{User(2)}}]} }"""), 400, "$.tenant.users: There are two records with the name 'a@a.com'.");
    }

    private Task<ApiResponse> PutAsync(string users, string applications) => Control.PutAsync("seed", $$"""{"users":{{users}},"applications":{{applications}}}""");
}
