namespace TrustFramework.MockServer.Tests.DirectoryObjects;

/// <summary>Registered applications over HTTP.</summary>
public sealed class RegistrationTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("beta")]
    [InlineData("v1.0")]
    [Covers("A1", "A1v1", "A2", "A2v1", "A3", "A3v1", "A4", "A4v1")]
    public async Task An_application_is_registered_read_changed_and_deleted(string version)
    {
        var created = await _client.PostAsync($"/{version}/applications", """
            { "displayName": "Web", "signInAudience": "AzureADMultipleOrgs", "identifierUris": ["https://contoso.com/api"],
              "web": { "redirectUris": ["https://localhost/back"], "logoutUrl": "https://localhost/out", "implicitGrantSettings": { "enableIdTokenIssuance": true } },
              "api": { "oauth2PermissionScopes": [{ "id": "7a2f4b9e-0000-4000-8000-0000000000c1", "value": "read", "type": "User", "isEnabled": true }] },
              "requiredResourceAccess": [] }
            """);

        created.Status.Should().Be(201);
        var (id, appId) = (created.Json["id"]!.GetValue<string>(), created.Json["appId"]!.GetValue<string>());
        created.Header("Location").Should().Be($"/applications('{id}')");
        (await _client.PatchAsync($"/{version}/applications/{id}", """
            { "spa": { "redirectUris": ["http://localhost:3000"] }, "web": { "logoutUrl": null }, "appRoles": [{ "id": "7a2f4b9e-0000-4000-8000-0000000000d1", "value": "Admin", "displayName": "Admin", "allowedMemberTypes": ["User"] }] }
            """)).Status.Should().Be(204);

        var read = (await _client.GetAsync($"/{version}/applications/{id}")).Json;
        read["web"]!.ToJsonString().Should().Be("""{"homePageUrl":null,"implicitGrantSettings":{"enableAccessTokenIssuance":false,"enableIdTokenIssuance":true},"logoutUrl":null,"redirectUris":["https://localhost/back"]}""");
        read["spa"]!["redirectUris"]![0]!.GetValue<string>().Should().Be("http://localhost:3000");
        (read["api"]!["oauth2PermissionScopes"]![0]!["value"]!.GetValue<string>(), read["appRoles"]![0]!["value"]!.GetValue<string>()).Should().Be(("read", "Admin"));
        var found = (await _client.GetAsync($"/{version}/applications?$filter=appId eq '{appId}'")).Json["value"]!.AsArray().Should().ContainSingle().Subject!;
        found["id"]!.GetValue<string>().Should().Be(id);
        (await _client.GetAsync($"/{version}/applications?$filter=identifierUris/any(u:u eq 'https://contoso.com/api')")).Json["value"]!.AsArray().Should().ContainSingle();
        (await _client.GetAsync($"/{version}/applications")).Json["value"]!.AsArray().Should().HaveCount(4);

        (await _client.DeleteAsync($"/{version}/applications/{id}")).Status.Should().Be(204);
        (await _client.GetAsync($"/{version}/applications/{id}")).Status.Should().Be(404);
    }

    [Theory]
    [InlineData("beta")]
    [InlineData("v1.0")]
    [Covers("A5", "A5v1", "A6", "A6v1")]
    public async Task A_secret_is_shown_once_and_is_not_in_the_journal(string version)
    {
        var id = (await _client.PostAsync("/beta/applications", """{ "displayName": "Web" }""")).Json["id"]!.GetValue<string>();

        var added = await _client.PostAsync($"/{version}/applications/{id}/addPassword", """{ "passwordCredential": { "displayName": "one" } }""");

        var (secret, keyId) = (added.Json["secretText"]!.GetValue<string>(), added.Json["keyId"]!.GetValue<string>());
        (added.Status, added.Json["displayName"]!.GetValue<string>(), added.Json["hint"]!.GetValue<string>()).Should().Be((200, "one", secret[..3]));
        var read = await _client.GetAsync($"/beta/applications/{id}");
        read.Json["passwordCredentials"]![0]!["secretText"].Should().BeNull();
        var control = new Control.ControlClient(server.CreateClient(), _client.Tenant);
        (await control.GetAsync("journal")).Text.Should().Contain("addPassword").And.NotContain(secret);
        (await control.GetAsync("snapshot?secrets=true")).Text.Should().NotContain(secret);
        (await _client.PostAsync($"/{version}/applications/{id}/removePassword", $$"""{ "keyId": "{{keyId}}" }""")).Status.Should().Be(204);
        (await _client.PostAsync($"/{version}/applications/{id}/removePassword", $$"""{ "keyId": "{{keyId}}" }"""))
            .ShouldBeError(400, "Request_BadRequest", "Invalid value specified for property 'keyId' of resource 'Application'.");
    }

    [Theory]
    [InlineData("""{ }""", "Property displayName value is required but is empty or missing.")]
    [InlineData("""{ "displayName": "a", "shape": 1 }""", "Property 'shape' does not exist as a declared property or extension property.")]
    [InlineData("""{ "displayName": "a", "appId": "a" }""", "Property 'appId' is read-only and cannot be set.")]
    [InlineData("""{ "displayName": "a", "createdDateTime": "2026-01-01T00:00:00Z" }""", "Property 'createdDateTime' is read-only and cannot be set.")]
    [InlineData("""{ "displayName": "a", "passwordCredentials": [{ "displayName": "b" }] }""", "Invalid value specified for property 'passwordCredentials' of resource 'Application'.")]
    [InlineData("""{ "displayName": "a", "web": { "redirectUris": ["/back"] } }""", "Invalid value specified for property 'web' of resource 'Application'.")]
    [InlineData("""{ "displayName": "a", "web": { "redirectUris": ["app://back"] } }""", "Invalid value specified for property 'web' of resource 'Application'.")]
    [InlineData("""{ "displayName": "a", "web": { "logoutUrl": "javascript:alert(1)" } }""", "Invalid value specified for property 'web' of resource 'Application'.")]
    [InlineData("""{ "displayName": "a", "spa": { "redirectUris": ["data:text/html,a"] } }""", "Invalid value specified for property 'spa' of resource 'Application'.")]
    [InlineData("""{ "displayName": "a", "publicClient": { "redirectUris": ["JavaScript:alert(1)"] } }""", "Invalid value specified for property 'publicClient' of resource 'Application'.")]
    [InlineData("""{ "displayName": "a", "web": { "redirectUris": "https://a.com" } }""", "One or more properties contains invalid values.")]
    [InlineData("""{ "displayName": "a", "web": { "uris": [] } }""", "One or more properties contains invalid values.")]
    [InlineData("""{ "displayName": "a", "signInAudience": "Everybody" }""", "Invalid value specified for property 'signInAudience' of resource 'Application'.")]
    public async Task An_invalid_application_is_refused(string json, string message) =>
        (await _client.PostAsync("/v1.0/applications", json)).ShouldBeError(400, "Request_BadRequest", message);

    [Fact]
    public async Task The_applications_of_every_tenant_can_be_read_but_not_changed()
    {
        var id = (await _client.GetAsync("/beta/applications?$filter=displayName eq 'IdentityExperienceFramework'")).Json["value"]![0]!["id"]!.GetValue<string>();

        (await _client.GetAsync($"/beta/applications/{id}")).Json["displayName"]!.GetValue<string>().Should().Be("IdentityExperienceFramework");
        foreach (var response in new[] { await _client.DeleteAsync($"/beta/applications/{id}"), await _client.PatchAsync($"/beta/applications/{id}", "{}"), await _client.PostAsync($"/beta/applications/{id}/addPassword", "{}") })
            response.ShouldBeError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }
}
