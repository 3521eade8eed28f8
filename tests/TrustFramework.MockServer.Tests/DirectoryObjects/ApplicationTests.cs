namespace TrustFramework.MockServer.Tests.DirectoryObjects;

/// <summary>The applications of a tenant and the filters that tools use to find them.</summary>
public sealed class ApplicationTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Framework = "IdentityExperienceFramework";
    private const string Proxy = "ProxyIdentityExperienceFramework";
    private const string Extensions = "b2c-extensions-app. Do not modify. Used by AADB2C for storing user data.";

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("beta")]
    [InlineData("v1.0")]
    [Covers("D4", "D4v1")]
    public async Task A_tenant_has_the_applications_that_policies_and_tools_expect(string version)
    {
        var response = await _client.GetAsync($"/{version}/applications");

        response.Json["@odata.context"]!.GetValue<string>().Should().Be($"http://localhost/{version}/$metadata#applications");
        var applications = response.Json["value"]!.AsArray();
        applications.Select(application => application!["displayName"]!.GetValue<string>())
            .Should().BeEquivalentTo(Extensions, Framework, Proxy);
        applications.Select(application => application!["id"]!.GetValue<string>()).Should().BeInAscendingOrder(StringComparer.OrdinalIgnoreCase);
        applications.Should().AllSatisfy(application =>
        {
            application!.AsObject().Select(member => member.Key).Should()
                .Equal(
                    "id", "appId", "displayName", "createdDateTime", "identifierUris", "isFallbackPublicClient", "publisherDomain", "signInAudience", "api", "appRoles",
                    "passwordCredentials", "publicClient", "spa", "web");
            application["signInAudience"]!.GetValue<string>().Should().Be("AzureADMyOrg");
            application["publisherDomain"]!.GetValue<string>().Should().Be($"b2c{_client.Tenant:N}.onmicrosoft.com");
            Guid.Parse(application["id"]!.GetValue<string>()).Should().NotBe(Guid.Parse(application["appId"]!.GetValue<string>()));
        });
        applications.SelectMany(application => new[] { application!["id"]!.GetValue<string>(), application["appId"]!.GetValue<string>() })
            .Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("startsWith(displayName,'IdentityExperienceFramework')", Framework)]
    [InlineData("startswith(displayName,'ProxyIdentityExperienceFramework')", Proxy)]
    [InlineData("STARTSWITH( displayname , 'proxyidentity' )", Proxy)]
    [InlineData("startsWith%28displayName%2C%27IdentityExperienceFramework%27%29", Framework)]
    [InlineData("displayName eq 'IdentityExperienceFramework'", Framework)]
    [InlineData("displayName%20eq%20%27proxyidentityexperienceframework%27", Proxy)]
    [InlineData("displayName+eq+'IdentityExperienceFramework'", Framework)]
    [InlineData(" displayName  EQ  'b2c-extensions-app. Do not modify. Used by AADB2C for storing user data.' ", Extensions)]
    [InlineData("displayName eq 'Identity'", null)]
    [InlineData("startsWith(displayName,'ExperienceFramework')", null)]
    [InlineData("displayName eq 'Nobody''s app'", null)]
    [InlineData("displayName eq ''", null)]
    [InlineData("appId eq '00000003-0000-0000-c000-000000000000'", null)]
    [InlineData("isFallbackPublicClient", Proxy)]
    [InlineData("isFallbackPublicClient eq true and not endswith(displayName,'x')", Proxy)]
    [InlineData("startsWith(displayName,'Identity') or displayName in ('x', 'y')", Framework)]
    public async Task Applications_are_found_by_the_filters_that_clients_use(string filter, string? found)
    {
        foreach (var option in new[] { "$filter", "filter", "%24filter", "$FILTER" })
        {
            var response = await _client.GetAsync($"/beta/applications?{option}={filter}");

            response.Status.Should().Be(200);
            response.Json["value"]!.AsArray().Select(application => application!["displayName"]!.GetValue<string>())
                .Should().Equal(found is null ? [] : new[] { found });
        }
    }

    [Fact]
    public async Task Ids_are_stable_and_differ_between_tenants()
    {
        var first = await FindAsync(_client, $"displayName eq '{Framework}'");

        (await FindAsync(_client, $"startsWith(displayName,'{Framework}')")).Should().Be(first);
        (await FindAsync(_client, $"appId eq '{first.AppId.ToUpperInvariant()}'")).Should().Be(first);
        var other = await FindAsync(server.NewTenant(), $"displayName eq '{Framework}'");
        (other.Id, other.AppId).Should().NotBe((first.Id, first.AppId));
        other.Id.Should().NotBe(first.Id);
    }

    [Fact]
    public async Task A_configured_client_is_an_application_of_every_tenant()
    {
        await using var own = MockServerFactory.With("MockServer:Clients:pipeline:DisplayName", "The pipeline")
            .And("MockServer:Clients:*:Permissions", AccessTokens.PolicyRead);
        var client = own.NewTenant();

        (await FindAsync(client, "appId eq 'PIPELINE'")).AppId.Should().Be("pipeline");
        (await FindAsync(client, "displayName eq 'the pipeline'")).AppId.Should().Be("pipeline");
        (await client.GetAsync("/beta/applications")).Json["value"]!.AsArray().Should().HaveCount(4);
    }

    private static async Task<(string Id, string AppId)> FindAsync(TrustFrameworkClient client, string filter)
    {
        var found = (await client.GetAsync($"/beta/applications?$filter={filter}")).Json["value"]!.AsArray().Should().ContainSingle().Subject!;
        return (found["id"]!.GetValue<string>(), found["appId"]!.GetValue<string>());
    }
}
