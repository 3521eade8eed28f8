using TrustFramework.MockServer.Tests.Login;
using TrustFramework.MockServer.Tests.SignIn;

namespace TrustFramework.MockServer.Tests.Control.Faults;

/// <summary>Eventual consistency of users and applications: readers see a write after a delay on the tenant's clock.</summary>
public sealed class DirectoryConsistencyTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string User = """
        { "displayName": "Jane", "userPrincipalName": "jane@contoso.onmicrosoft.com", "mailNickname": "jane", "accountEnabled": true,
          "passwordProfile": { "password": "P@ssword!1" } }
        """;

    private readonly TrustFrameworkClient _tenant = server.NewTenantWithNonExpiringToken();

    private ControlClient Control => new(server.CreateClient(), _tenant.Tenant);

    [Theory]
    [InlineData("v1.0", "users", User)]
    [InlineData("beta", "users", User)]
    [InlineData("v1.0", "applications", """{ "displayName": "Jane" }""")]
    [InlineData("beta", "applications", """{ "displayName": "Jane" }""")]
    public async Task A_creation_a_change_and_a_deletion_become_visible_after_the_delay(string version, string collection, string json)
    {
        await AddVisibilityDelayAsync(Control, $"*/{collection}*");
        var list = $"/{version}/{collection}?$filter=startswith(displayName,'Ja')";
        var created = await _tenant.PostAsync($"/{version}/{collection}", json);
        created.Status.Should().Be(201, created.Text);
        var item = $"/{version}/{collection}/{created.Json["id"]!.GetValue<string>()}";

        (await _tenant.GetAsync(item)).Status.Should().Be(404);
        (await NamesAsync(list)).Should().BeEmpty();
        (await AdvanceClockAsync("PT3S")).Should().Be(200);
        (await _tenant.PatchAsync(item, """{ "displayName": "Jack" }""")).Status.Should().Be(204, "a writer sees the stored state");
        await AdvanceClockAsync("PT2S");
        (await _tenant.GetAsync(item)).Json["displayName"]!.GetValue<string>().Should().Be("Jane");
        (await NamesAsync(list)).Should().Equal("Jane");
        await AdvanceClockAsync("PT3S");
        (await _tenant.GetAsync(item)).Json["displayName"]!.GetValue<string>().Should().Be("Jack");

        (await _tenant.DeleteAsync(item)).Status.Should().Be(204);
        (await _tenant.DeleteAsync(item)).Status.Should().Be(404, "a writer sees the stored state");
        (await NamesAsync(list)).Should().Equal("Jack");
        await AdvanceClockAsync("PT5S");

        (await NamesAsync(list)).Should().BeEmpty();
        (await _tenant.GetAsync(item)).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_user_and_an_application_can_be_used_for_sign_ins_once_they_are_visible()
    {
        await using var own = MockServerFactory.With("MockServer:SignIn", "automatic");
        var tenant = await PolicyTenant.CreateAsync(own);
        await AddVisibilityDelayAsync(tenant.Control, "/v1.0/*");
        (await tenant.Graph.PostAsync("/v1.0/users", """
            { "displayName": "Late", "passwordProfile": { "password": "P@ssword!1" },
              "identities": [{ "signInType": "emailAddress", "issuer": "contoso.onmicrosoft.com", "issuerAssignedId": "late@example.com" }] }
            """)).Status.Should().Be(201);
        var application = (await tenant.Graph.PostAsync("/v1.0/applications", """{ "displayName": "Late", "spa": { "redirectUris": ["http://localhost:3000/"] } }""")).Json["appId"]!.GetValue<string>();

        PolicyTenant.ShouldRedirectWithError(await tenant.GetAsync(tenant.Authorize(("login_hint", "late@example.com"))), "access_denied", "AADB2C90053");
        (await tenant.GetAsync(tenant.Authorize(("client_id", application)))).Text.Should().Contain("AADB2C90018");
        (await tenant.Control.PostAsync("clock/advance", """{"by":"PT5S"}""")).Status.Should().Be(200);

        LoginClient.ParseRedirect(await tenant.GetAsync(tenant.Authorize(("client_id", application), ("login_hint", "late@example.com"))))["code"].Should().NotBeEmpty();
    }

    [Fact]
    public async Task Delayed_writes_are_part_of_a_snapshot_with_secrets()
    {
        var kept = await _tenant.PostAsync("/v1.0/users", User);
        var application = await _tenant.PostAsync("/v1.0/applications", """{ "displayName": "Kept" }""");
        await AddVisibilityDelayAsync(Control, "/v1.0/*");
        var (userPath, applicationPath) = ($"/v1.0/users/{kept.Json["id"]!.GetValue<string>()}", $"/v1.0/applications/{application.Json["id"]!.GetValue<string>()}");
        (await _tenant.PatchAsync(userPath, """{ "displayName": "Changed" }""")).Status.Should().Be(204);
        (await _tenant.DeleteAsync(applicationPath)).Status.Should().Be(204);
        (await _tenant.PostAsync("/v1.0/applications", """{ "displayName": "New" }""")).Status.Should().Be(201);
        var snapshot = (await Control.GetAsync("snapshot?secrets=true")).Text;

        (await Control.PostAsync("reset")).Status.Should().Be(204);
        (await _tenant.GetAsync(userPath)).Status.Should().Be(404);
        var imported = await Control.PutAsync("snapshot", snapshot);

        imported.Status.Should().BeInRange(200, 204, imported.Text);
        (await _tenant.GetAsync(userPath)).Json["displayName"]!.GetValue<string>().Should().Be("Jane");
        (await NamesAsync("/v1.0/applications?$filter=displayName in ('Kept','New')")).Should().Equal("Kept");
        await AdvanceClockAsync("PT5S");
        (await _tenant.GetAsync(userPath)).Json["displayName"]!.GetValue<string>().Should().Be("Changed");
        (await NamesAsync("/v1.0/applications?$filter=displayName in ('Kept','New')")).Should().Equal("New");
    }

    [Theory]
    [InlineData("""{"number":1,"until":"2030-01-01T00:00:00Z"}""", "Write one of policyId, keySetId, userId and applicationId")]
    [InlineData("""{"number":1,"until":"2030-01-01T00:00:00Z","userId":"a","policyId":"b"}""", "Write one of policyId, keySetId, userId and applicationId")]
    [InlineData("""{"number":1,"until":"2030-01-01T00:00:00Z","userId":"7a2f4b9e-0000-4000-8000-0000000000a1","user":{"id":"7a2f4b9e-0000-4000-8000-0000000000a2","createdDateTime":"2026-01-01T00:00:00Z","attributes":{"displayName":"A","userPrincipalName":"a@b.c"}}}""", "has the id '7a2f4b9e-0000-4000-8000-0000000000a2'")]
    [InlineData("""{"number":1,"until":"2030-01-01T00:00:00Z","applicationId":"a","user":{"attributes":{}}}""", "Write one of policyId, keySetId, userId and applicationId")]
    public async Task An_invalid_previous_version_in_a_snapshot_is_refused(string version, string error)
    {
        (await _tenant.PostAsync("/v1.0/users", User)).Status.Should().Be(201);
        var snapshot = (await Control.GetAsync("snapshot?secrets=true")).Text.Replace("\"users\":", $"\"previousVersions\":[{version}],\"users\":", StringComparison.Ordinal);

        var imported = await Control.PutAsync("snapshot", snapshot);

        imported.Status.Should().Be(400);
        imported.Text.Should().Contain(error);
    }

    private static async Task AddVisibilityDelayAsync(ControlClient control, string path) =>
        (await control.PostAsync("faults", $$"""{"behavior":{"visibleAfter":"PT5S"},"match":{"path":"{{path}}"} }""")).Status.Should().Be(201);

    private async Task<int> AdvanceClockAsync(string by) => (await Control.PostAsync("clock/advance", $$"""{"by":"{{by}}"}""")).Status;

    private async Task<IEnumerable<string>> NamesAsync(string path) => (await _tenant.GetAsync(path)).Json["value"]!.AsArray().Select(item => item!["displayName"]!.GetValue<string>());
}
