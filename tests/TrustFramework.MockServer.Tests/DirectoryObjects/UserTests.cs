using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.DirectoryObjects;

/// <summary>Users over HTTP.</summary>
public sealed class UserTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string LocalAccount = """
        { "displayName": "Jane Doe", "mail": "jane@contoso.com", "extension_00000000000000000000000000000001_level": 7,
          "identities": [{ "signInType": "emailAddress", "issuer": "contoso.onmicrosoft.com", "issuerAssignedId": "jane@example.com" }],
          "passwordProfile": { "password": "P@ssword!1", "forceChangePasswordNextSignIn": false }, "passwordPolicies": "DisablePasswordExpiration" }
        """;

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("beta")]
    [InlineData("v1.0")]
    [Covers("U1", "U1v1", "U2", "U2v1", "U3", "U3v1", "U4", "U4v1", "U5", "U5v1", "U6", "U6v1")]
    public async Task A_user_is_created_read_changed_and_deleted(string version)
    {
        var created = await _client.PostAsync($"/{version}/users", LocalAccount);

        created.Status.Should().Be(201);
        var id = created.Json["id"]!.GetValue<string>();
        created.Header("Location").Should().Be($"/users('{id}')");
        created.Json["@odata.context"]!.GetValue<string>().Should().Be($"http://localhost/{version}/$metadata#users/$entity");
        var name = created.Json["userPrincipalName"]!.GetValue<string>();
        name.Should().Be($"{id}@contoso.onmicrosoft.com");
        created.Text.Should().NotContain("P@ssword!1").And.NotContain("hash");

        (await _client.PatchAsync($"/{version}/users/{id}", """{ "givenName": "Jane", "mail": null }""")).Status.Should().Be(204);
        var read = await _client.GetAsync($"/{version}/users/{name}?$select=id,givenName,mail,identities,extension_00000000000000000000000000000001_level,passwordProfile");
        read.Json.AsObject().Select(member => member.Key).Should().BeEquivalentTo(
            "@odata.context", "id", "givenName", "mail", "identities", "extension_00000000000000000000000000000001_level", "passwordProfile");
        (read.Json["givenName"]!.GetValue<string>(), read.Json["mail"], read.Json["passwordProfile"]).Should().Be(("Jane", null, null));
        read.Json["extension_00000000000000000000000000000001_level"]!.GetValue<int>().Should().Be(7);
        read.Json["identities"]!.ToJsonString().Should().Be(
            $$"""[{"signInType":"emailAddress","issuer":"contoso.onmicrosoft.com","issuerAssignedId":"jane@example.com"},{"signInType":"userPrincipalName","issuer":"contoso.onmicrosoft.com","issuerAssignedId":"{{name}}"}]""");
        (await _client.GetAsync($"/{version}/users/$count")).Text.Should().Be("1");

        (await _client.DeleteAsync($"/{version}/users/{id}")).Status.Should().Be(204);
        (await _client.GetAsync($"/{version}/users/{id}")).ShouldBeError(
            404, "Request_ResourceNotFound", $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");
    }

    [Fact]
    public async Task Without_a_selection_v1_returns_the_default_properties_and_beta_all()
    {
        await _client.PostAsync("/beta/users", LocalAccount);

        (await _client.GetAsync("/v1.0/users")).Json["value"]![0]!.AsObject().Select(member => member.Key).Should().Equal(
            "businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname", "userPrincipalName", "id");
        var all = (await _client.GetAsync("/beta/users")).Json["value"]![0]!.AsObject();
        all.Select(member => member.Key).Should().Contain(["identities", "creationType", "createdDateTime", "extension_00000000000000000000000000000001_level", "accountEnabled", "otherMails"])
            .And.NotContain("strongAuthenticationPhoneNumber");
        (all["creationType"]!.GetValue<string>(), all["accountEnabled"]!.GetValue<bool>()).Should().Be(("LocalAccount", true));
    }

    [Theory]
    [InlineData("identities/any(c:c/issuerAssignedId eq 'jane@example.com' and c/issuer eq 'contoso.onmicrosoft.com')", 1)]
    [InlineData("identities/any(id: id/issuer eq 'CONTOSO.onmicrosoft.com' and id/issuerAssignedId eq 'JANE@example.com')", 1)]
    [InlineData("identities/any(c:c/issuerAssignedId eq 'jane@example.com' and c/issuer eq 'facebook.com')", 0)]
    [InlineData("identities/any(c:c/issuerAssignedId eq '5eecb0cd' and c/issuer eq 'facebook.com')", 1)]
    [InlineData("identities/any(c:c/signInType eq 'federated') or displayName eq 'nobody'", 1)]
    [InlineData("not identities/any(c:c/signInType eq 'federated')", 1)]
    [InlineData("otherMails/any(m:m eq 'other@example.com')", 1)]
    [InlineData("startswith(displayName,'Jane')", 1)]
    [InlineData("startswith(displayName,'J')", 2)]
    [InlineData("mail eq 'JANE@contoso.com'", 1)]
    [InlineData("accountEnabled eq true", 2)]
    [InlineData("extension_00000000000000000000000000000001_level eq 7", 1)]
    [InlineData("extension_00000000000000000000000000000001_level eq 'seven'", 0)]
    [InlineData("creationType eq 'LocalAccount'", 1)]
    public async Task Users_are_found_by_the_filters_that_clients_use(string filter, int count)
    {
        await _client.PostAsync("/beta/users", LocalAccount);
        await _client.PostAsync("/beta/users", """{ "displayName": "John", "otherMails": ["other@example.com"], "identities": [{ "signInType": "federated", "issuer": "facebook.com", "issuerAssignedId": "5eecb0cd" }] }""");

        var found = await _client.GetAsync($"/v1.0/users?$filter={Uri.EscapeDataString(filter)}");

        found.Status.Should().Be(200, found.Text);
        found.Json["value"]!.AsArray().Should().HaveCount(count);
        (await _client.GetAsync($"/v1.0/users/$count?$filter={Uri.EscapeDataString(filter)}")).Text.Should().Be($"{count}");
    }

    [Fact]
    public async Task The_nodes_of_lambdas_count_more_than_others()
    {
        string Filter(int count) => Uri.EscapeDataString(string.Join(" or ", Enumerable.Repeat("identities/any(c:c/issuer eq 'a' and c/issuerAssignedId eq 'b')", count)));

        (await _client.GetAsync($"/v1.0/users?$filter={Filter(15)}")).Status.Should().Be(200);
        (await _client.GetAsync($"/v1.0/users?$filter={Filter(20)}")).Message.Should().Contain("The node count limit of '500' has been exceeded.");
    }

    [Theory]
    [InlineData("identities/all(c:c/issuer eq 'a')", "The query option '$filter=identities/…' is not emulated")]
    [InlineData("identities/any()", "The query option '$filter=identities/any(…)' is not emulated")]
    [InlineData("identities/any(c:identities/any(d:d/issuer eq c/issuer))", "The query option '$filter=identities/any(…)' is not emulated")]
    [InlineData("identities/any(c:c/issuer/name eq 'a')", "The query option '$filter=c/issuer…' is not emulated")]
    [InlineData("passwordProfile/password eq 'a'", "The query option '$filter=passwordProfile/…' is not emulated")]
    [InlineData("identities/any(c:c/kind eq 'a')", "Could not find a property named 'kind' on type 'microsoft.graph.objectIdentity'.")]
    [InlineData("identities/any(c:c/issuer eq 1)", "A binary operator with incompatible types was detected.")]
    [InlineData("identities/any(c:c/issuer)", "The $filter expression must evaluate to a single boolean value.")]
    [InlineData("identities/any(c:c/issuer eq 'a'", "')' or operator expected")]
    [InlineData("shoes/any(c:c eq 'a')", "Could not find a property named 'shoes' on type 'microsoft.graph.user'.")]
    [InlineData("c/issuer eq 'a'", "The query option '$filter=c/…' is not emulated")]
    public async Task Other_filters_over_collections_are_refused(string filter, string message)
    {
        var response = await _client.GetAsync($"/v1.0/users?$filter={Uri.EscapeDataString(filter)}");

        (response.Status, response.Code).Should().Be((400, "BadRequest"));
        response.Message.Should().Contain(message);
    }

    [Fact]
    public async Task A_list_is_paged_and_sorted()
    {
        for (var i = 0; i < 5; i++)
            await _client.PostAsync("/beta/users", $$"""{ "displayName": "User {{i}}", "extension_00000000000000000000000000000001_x": {{(i % 2 == 0 ? "\"text\"" : "3")}}, "identities": [{ "signInType": "federated", "issuer": "a.com", "issuerAssignedId": "{{i}}" }] }""");

        foreach (var order in new[] { "displayName desc", "createdDateTime,displayName desc", "extension_00000000000000000000000000000001_x,displayName" })
        {
            var names = new List<string>();
            for (var next = $"/v1.0/users?$top=2&$orderby={order}&$select=displayName"; next is not null;)
            {
                var page = (await _client.GetAsync(next)).Json;
                names.AddRange(page["value"]!.AsArray().Select(user => user!["displayName"]!.GetValue<string>()));
                next = page["@odata.nextLink"]?.GetValue<string>() is { } link ? new Uri(link).PathAndQuery : null;
            }

            names.Should().HaveCount(5).And.OnlyHaveUniqueItems();
            if (order == "displayName desc")
                names.Should().BeInDescendingOrder(StringComparer.Ordinal);
        }
    }

    [Theory]
    [InlineData("beta")]
    [InlineData("v1.0")]
    [Covers("U7", "U7v1")]
    public async Task Sessions_can_be_revoked(string version)
    {
        var id = (await _client.PostAsync("/beta/users", LocalAccount)).Json["id"]!.GetValue<string>();

        var revoked = await _client.SendAsync(HttpMethod.Post, $"/{version}/users/{id}/revokeSignInSessions");

        (revoked.Status, revoked.Text).Should().Be((200, $$"""{"@odata.context":"http://localhost/{{version}}/$metadata#Edm.Boolean","value":true}"""));
    }

    [Fact]
    public async Task A_batch_creates_and_finds_users()
    {
        var batch = new JsonObject
        {
            ["requests"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "1",
                    ["method"] = "POST",
                    ["url"] = "/users",
                    ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
                    ["body"] = JsonNode.Parse(LocalAccount),
                },
                new JsonObject { ["id"] = "2", ["method"] = "GET", ["url"] = "/users?$filter=startswith(displayName,'Jane')", ["dependsOn"] = new JsonArray("1") }),
        };

        var responses = (await _client.PostAsync("/v1.0/$batch", batch.ToJsonString())).Json["responses"]!.AsArray();

        responses.Select(response => response!["status"]!.GetValue<int>()).Should().Equal(201, 200);
        responses[1]!["body"]!["value"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task The_administrators_of_the_settings_are_not_users_of_policies()
    {
        (await _client.GetAsync("/v1.0/users")).Json["value"]!.AsArray().Should().BeEmpty();
        (await _client.GetAsync("/v1.0/users/admin@contoso.onmicrosoft.com")).Status.Should().Be(404);
    }

    [Fact]
    public async Task Passwords_do_not_appear_in_the_journal()
    {
        await _client.PostAsync("/beta/users", LocalAccount);

        var journal = await new Control.ControlClient(server.CreateClient(), _client.Tenant).GetAsync("journal");

        journal.Text.Should().Contain("/beta/users").And.NotContain("P@ssword!1");
    }
}
