namespace TrustFramework.MockServer.Tests.DirectoryObjects;

/// <summary>The organization and the domain of a tenant, which tools read before they upload policies.</summary>
public sealed class OrganizationTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("/beta/organization", "beta")]
    [InlineData("/v1.0/organization", "v1.0")]
    [InlineData("/V1.0/ORGANIZATION/", "v1.0")]
    [InlineData("/BETA/Organization/", "beta")]
    [Covers("D1", "D1v1")]
    public async Task The_tenant_is_the_only_organization(string path, string version)
    {
        await SetDomainAsync(TrustFrameworkClient.Domain);

        var response = await _client.GetAsync(path);

        response.Status.Should().Be(200);
        response.Header("OData-Version").Should().Be("4.0");
        response.ContentType.Should().StartWith("application/json;odata.metadata=minimal");
        response.Text.Should().Be(
            $$"""
            {"@odata.context":"http://localhost/{{version}}/$metadata#organization","value":[
            {"id":"{{_client.Tenant}}","displayName":"contoso","tenantType":"AAD B2C","verifiedDomains":[
            {"capabilities":"Email, OfficeCommunicationsOnline","isDefault":true,"isInitial":true,"name":"contoso.onmicrosoft.com","type":"Managed"}]}]}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("/beta/organization/{0}")]
    [InlineData("/v1.0/organization('{0}')")]
    [InlineData("/v1.0/Organization/{0}/")]
    [Covers("D2", "D2v1")]
    public async Task It_is_found_by_the_id_of_the_tenant(string path)
    {
        foreach (var id in new[] { _client.Tenant.ToString(), _client.Tenant.ToString().ToUpperInvariant() })
        {
            var organization = (await _client.GetAsync(path.Replace("{0}", id, StringComparison.Ordinal))).Json;

            organization["@odata.context"]!.GetValue<string>().Should().EndWith("/$metadata#organization/$entity");
            organization["id"]!.GetValue<string>().Should().Be(_client.Tenant.ToString());
            organization["value"].Should().BeNull();
        }
    }

    [Theory]
    [InlineData("7a2f4b9e-0000-4000-8000-000000000001")]
    [InlineData("contoso.onmicrosoft.com")]
    [Covers("DirectoryObjectNotFound")]
    public async Task Another_tenant_is_not_found(string id) =>
        (await _client.GetAsync($"/v1.0/organization/{id}")).ShouldBeError(
            404, "Request_ResourceNotFound", $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    [Theory]
    [InlineData("/beta/domains", "beta")]
    [InlineData("/v1.0/Domains/", "v1.0")]
    [Covers("D3", "D3v1")]
    public async Task The_domain_is_the_one_that_policies_name(string path, string version)
    {
        await SetDomainAsync(TrustFrameworkClient.Domain);

        (await _client.GetAsync(path)).Text.Should().Be(
            $$"""
            {"@odata.context":"http://localhost/{{version}}/$metadata#domains","value":[
            {"authenticationType":"Managed","availabilityStatus":null,"id":"contoso.onmicrosoft.com",
            "isAdminManaged":true,"isDefault":true,"isInitial":true,"isRoot":true,"isVerified":true,
            "supportedServices":["Email","OfficeCommunicationsOnline"]}]}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task A_tenant_without_a_domain_shows_one_that_its_policies_can_use()
    {
        var shown = await DomainAsync();

        shown.Should().Be($"b2c{_client.Tenant:N}.onmicrosoft.com");
        (await UploadAsync(shown)).Status.Should().Be(201);
        (await DomainAsync()).Should().Be(shown);
        (await UploadAsync("contoso.onmicrosoft.com")).Message.Should().Contain($"is not same as the one in login tenant '{shown}'");
    }

    [Fact]
    public async Task Reading_the_domain_does_not_assign_it()
    {
        await DomainAsync();

        (await UploadAsync("fabrikam.onmicrosoft.com")).Status.Should().Be(201);
        (await DomainAsync()).Should().Be("fabrikam.onmicrosoft.com");
    }

    [Fact]
    public async Task The_shown_domain_resolves_to_the_same_tenant()
    {
        await _client.PostAsync("keySets", """{"id":"own"}""");
        var claims = AccessTokens.Application(_client.Tenant, AccessTokens.KeyRead);
        claims["tid"] = await DomainAsync();

        var response = await new TrustFrameworkClient(server.CreateClient(), _client.Tenant) { Bearer = AccessTokens.Unsigned(claims) }.GetAsync("keySets/$count");

        response.Text.Should().Be("1");
    }

    [Fact]
    public async Task A_configured_domain_is_shown()
    {
        await using var own = MockServerFactory.With("MockServer:DefaultTenantDomain", "fabrikam.com");
        var client = new TrustFrameworkClient(own.CreateClient(), Guid.Empty) { Bearer = AccessTokens.PolicyRead };

        (await client.GetAsync("/v1.0/domains")).Json["value"]![0]!["id"]!.GetValue<string>().Should().Be("fabrikam.com");
        (await client.GetAsync("/v1.0/organization")).Json["value"]![0]!["displayName"]!.GetValue<string>().Should().Be("fabrikam");
    }

    [Theory]
    [InlineData("organization")]
    [InlineData("domains")]
    [InlineData("applications")]
    public async Task A_caller_needs_a_token_but_no_permission(string collection)
    {
        var claims = AccessTokens.Application(_client.Tenant);
        claims.Remove("roles");

        (await new TrustFrameworkClient(server.CreateClient(), _client.Tenant) { Bearer = AccessTokens.Unsigned(claims) }.GetAsync($"/v1.0/{collection}"))
            .Status.Should().Be(200);
        (await _client.SendAsync(HttpMethod.Get, $"/v1.0/{collection}", configure: request => request.Headers.Authorization = null))
            .ShouldBeError(401, "InvalidAuthenticationToken", "Access token is empty.");
    }

    [Theory]
    [InlineData("/v1.0/organization?$select=displayName", "organization(displayName)")]
    [InlineData("/v1.0/domains?$filter=isDefault eq true&$select=id", "domains(id)")]
    [InlineData("/beta/domains?filter=isDefault and startswith(id,'b2c')&count=true", "domains")]
    [InlineData("/v1.0/domains?$filter=availabilityStatus eq null&$top=1", "domains")]
    public async Task The_lists_can_be_queried(string path, string context)
    {
        var response = await _client.GetAsync(path);

        response.Json["@odata.context"]!.GetValue<string>().Should().EndWith($"$metadata#{context}");
        response.Json["value"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task The_properties_of_an_organization_can_be_selected()
    {
        var response = await _client.GetAsync($"/v1.0/organization/{_client.Tenant}?$select=tenantType,id");

        response.Text.Should().Be(
            $$"""{"@odata.context":"http://localhost/v1.0/$metadata#organization(tenantType,id)/$entity","id":"{{_client.Tenant}}","tenantType":"AAD B2C"}""");
    }

    private async Task<string> DomainAsync() => (await _client.GetAsync("/v1.0/domains")).Json["value"]![0]!["id"]!.GetValue<string>();

    private async Task SetDomainAsync(string domain) => (await UploadAsync(domain)).Status.Should().Be(201);

    private Task<ApiResponse> UploadAsync(string domain) => _client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", tenant: domain));
}
