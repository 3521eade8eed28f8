namespace TrustFramework.MockServer.Tests.DirectoryObjects;

/// <summary>What the directory refuses, in its words.</summary>
public sealed class UserRefusalTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Password = """ "passwordProfile": { "password": "P@ssword!1" } """;

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("""{ "displayName": "a", "userPrincipalName": "a@a.com" }""", "A password must be specified to create a new user.")]
    [InlineData("""{ "displayName": "a", "userPrincipalName": "a@a.com", "passwordProfile": { "password": "weak" } }""", "The specified password does not comply with password complexity requirements. Please provide a different password.")]
    [InlineData("""{ "displayName": "a", "userPrincipalName": "a@a.com", "passwordProfile": { "password": "" } }""", "The specified password does not comply with password complexity requirements. Please provide a different password.")]
    [InlineData($$"""{ "userPrincipalName": "a@a.com", {{Password}} }""", "Property displayName value is required but is empty or missing.")]
    [InlineData($$"""{ "displayName": "a", {{Password}} }""", "Property userPrincipalName value is required but is empty or missing.")]
    [InlineData($$"""{ "displayName": "a", "userPrincipalName": "a", {{Password}} }""", "Invalid value specified for property 'userPrincipalName' of resource 'User'.")]
    [InlineData("""{ "shoeSize": 1 }""", "Property 'shoeSize' does not exist as a declared property or extension property.")]
    [InlineData("""{ "strongAuthenticationPhoneNumber": "1" }""", "Property 'strongAuthenticationPhoneNumber' does not exist as a declared property or extension property.")]
    [InlineData("""{ "extension_a": 1 }""", "The following extension properties are not available: extension_a.")]
    [InlineData("""{ "id": "7a2f4b9e-0000-4000-8000-0000000000a1" }""", "Property 'id' is read-only and cannot be set.")]
    [InlineData("""{ "refreshTokensValidFromDateTime": "2026-01-01T00:00:00Z" }""", "Property 'refreshTokensValidFromDateTime' is read-only and cannot be set.")]
    [InlineData("""{ "passwordProfile": "secret" }""", "Invalid value specified for property 'passwordProfile' of resource 'User'.")]
    [InlineData("[]", "One or more properties contains invalid values.")]
    [Covers("UserPasswordMissing", "ValueReadOnly", "PropertiesInvalid")]
    public async Task An_invalid_user_is_refused(string json, string message)
    {
        (await _client.PostAsync("/v1.0/users", json)).ShouldBeError(400, "Request_BadRequest", message);

        (await _client.GetAsync("/v1.0/users/$count")).Text.Should().Be("0");
    }

    [Fact]
    public async Task A_name_belongs_to_one_user()
    {
        string Body(string type, string name) => $$"""{ "displayName": "a", {{Password}}, "identities": [{ "signInType": "{{type}}", "issuer": "contoso.onmicrosoft.com", "issuerAssignedId": "{{name}}" }] }""";
        await _client.PostAsync("/v1.0/users", Body("emailAddress", "a@b.c"));
        await _client.PostAsync("/v1.0/users", Body("userName", "abc"));

        (await _client.PostAsync("/v1.0/users", Body("emailAddress", "A@b.c"))).ShouldBeError(400, "Request_BadRequest", "Another object with the same value for property proxyAddresses already exists.");
        (await _client.PostAsync("/v1.0/users", Body("userName", "ABC"))).ShouldBeError(400, "Request_BadRequest", "Another object with the same value for property identities already exists.");
    }

    [Fact]
    public async Task A_refused_change_changes_nothing()
    {
        var id = (await _client.PostAsync("/v1.0/users", $$"""{ "displayName": "a", "userPrincipalName": "a@contoso.com", {{Password}} }""")).Json["id"]!.GetValue<string>();

        (await _client.PatchAsync($"/v1.0/users/{id}", """{ "displayName": "b", "passwordProfile": { "password": "weak" } }""")).Status.Should().Be(400);
        (await _client.PatchAsync("/v1.0/users/nobody", """{ "displayName": "b" }""")).Status.Should().Be(404);

        (await _client.GetAsync($"/v1.0/users/{id}")).Json["displayName"]!.GetValue<string>().Should().Be("a");
    }

    [Fact]
    [Covers("TooManyObjects")]
    public async Task A_tenant_has_at_most_10000_users_and_still_finds_one_of_them()
    {
        var control = new Control.ControlClient(server.CreateClient(), _client.Tenant);
        var users = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{"displayName":"a","userPrincipalName":"u{{i}}@a.com"}"""));
        (await control.PutAsync("seed", $$"""{"users":[{{users}}]}""")).Status.Should().Be(200);

        (await _client.GetAsync("/v1.0/users/u9999@a.com")).Status.Should().Be(200);
        (await _client.PostAsync("/v1.0/users", """{ "displayName": "a", "identities": [{ "signInType": "federated", "issuer": "a.com", "issuerAssignedId": "1" }] }"""))
            .ShouldBeError(403, "Directory_QuotaExceeded", "The tenant holds 10000 objects of type User, the most that this server stores.");
        await control.PostAsync("reset");
        await control.DeleteAsync("seed");
    }
}
