namespace TrustFramework.MockServer.Tests.DirectoryObjects;

/// <summary>Who the tenant is and what it is called, as tools ask before they upload anything.</summary>
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

        var answer = await _client.GetAsync(path);

        answer.Status.Should().Be(200);
        answer.Header("OData-Version").Should().Be("4.0");
        answer.ContentType.Should().StartWith("application/json;odata.metadata=minimal");
        answer.Text.Should().Be(
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
    public async Task It_is_found_by_the_tenants_id(string path)
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
    public async Task Another_tenant_is_none_of_the_callers_business(string id) =>
        (await _client.GetAsync($"/v1.0/organization/{id}")).ShouldBeError(
            404, "Request_ResourceNotFound", $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    [Theory]
    [InlineData("/beta/domains", "beta")]
    [InlineData("/v1.0/Domains/", "v1.0")]
    [Covers("D3", "D3v1")]
    public async Task Its_domain_is_the_one_that_policies_name(string path, string version)
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
    public async Task Being_asked_does_not_name_a_tenant()
    {
        await DomainAsync();

        (await UploadAsync("fabrikam.onmicrosoft.com")).Status.Should().Be(201);
        (await DomainAsync()).Should().Be("fabrikam.onmicrosoft.com");
    }

    [Fact]
    public async Task The_domain_that_is_shown_leads_to_the_same_tenant()
    {
        await _client.PostAsync("keySets", """{"id":"own"}""");
        var claims = AccessTokens.Application(_client.Tenant, AccessTokens.KeyRead);
        claims["tid"] = await DomainAsync();

        var answer = await new TrustFrameworkClient(server.CreateClient(), _client.Tenant) { Bearer = AccessTokens.Unsigned(claims) }.GetAsync("keySets/$count");

        answer.Text.Should().Be("1");
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
    public async Task A_caller_without_any_permission_may_ask_and_one_without_a_token_may_not(string collection)
    {
        var nobody = AccessTokens.Application(_client.Tenant);
        nobody.Remove("roles");

        (await new TrustFrameworkClient(server.CreateClient(), _client.Tenant) { Bearer = AccessTokens.Unsigned(nobody) }.GetAsync($"/v1.0/{collection}"))
            .Status.Should().Be(200);
        (await _client.SendAsync(HttpMethod.Get, $"/v1.0/{collection}", configure: request => request.Headers.Authorization = null))
            .ShouldBeError(401, "InvalidAuthenticationToken", "Access token is empty.");
    }

    [Theory]
    [InlineData("/v1.0/organization?$select=displayName", "organization(displayName)")]
    [InlineData("/v1.0/domains?$filter=isDefault eq true&$select=id", "domains(id)")]
    [InlineData("/beta/domains?filter=isDefault and startswith(id,'b2c')&count=true", "domains")]
    [InlineData("/v1.0/domains?$filter=availabilityStatus eq null&$top=1", "domains")]
    public async Task They_can_be_queried(string path, string context)
    {
        var answer = await _client.GetAsync(path);

        answer.Json["@odata.context"]!.GetValue<string>().Should().EndWith($"$metadata#{context}");
        answer.Json["value"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task One_of_them_can_be_narrowed()
    {
        var answer = await _client.GetAsync($"/v1.0/organization/{_client.Tenant}?$select=tenantType,id");

        answer.Text.Should().Be(
            $$"""{"@odata.context":"http://localhost/v1.0/$metadata#organization(tenantType,id)/$entity","id":"{{_client.Tenant}}","tenantType":"AAD B2C"}""");
    }

    private async Task<string> DomainAsync() => (await _client.GetAsync("/v1.0/domains")).Json["value"]![0]!["id"]!.GetValue<string>();

    private async Task SetDomainAsync(string domain) => (await UploadAsync(domain)).Status.Should().Be(201);

    private Task<ApiResponse> UploadAsync(string domain) => _client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", tenant: domain));
}
