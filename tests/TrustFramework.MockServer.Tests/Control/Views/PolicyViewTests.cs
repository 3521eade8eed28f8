using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control.Views;

public sealed class PolicyViewTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string Profile =
        """
        <ClaimsProviders><ClaimsProvider><DisplayName>P</DisplayName><TechnicalProfiles><TechnicalProfile Id="Login"><DisplayName>Login</DisplayName><Protocol Name="None" />
          <CryptographicKeys><Key Id="k" StorageReferenceId="B2C_1A_Key" /></CryptographicKeys>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task The_effective_policy_is_XML_without_Graph_headers_and_its_ID_is_not_case_sensitive()
    {
        await PutChainAsync();

        var response = await GetAsync("B2C_1A_LEAF/effective");

        (response.Status, response.ContentType).Should().Be((200, "application/xml; charset=utf-8"));
        response.Text.Should().Contain("PolicyId=\"B2C_1A_Leaf\"").And.Contain("<!-- B2C_1A_Base, line 2 -->").And.NotContain("BasePolicy");
        response.Header("request-id").Should().BeNull();
    }

    [Theory]
    [InlineData("", "application/json", "application/json")]
    [InlineData("", "application/json;q=0.5, application/xml", "application/xml")]
    [InlineData("", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml")]
    [InlineData("", "application/json, */*", "application/xml")]
    [InlineData("", "application/json, */*;q=0.1", "application/json")]
    [InlineData("&format=json", "application/xml", "application/json")]
    [InlineData("&format=xml", "application/json", "application/xml")]
    public async Task The_format_follows_the_query_parameter_or_the_Accept_header(string query, string accept, string type)
    {
        await PutChainAsync();

        var response = await _client.SendAsync(HttpMethod.Get, $"/_mock/policies/B2C_1A_Leaf/effective?tenant={_client.Tenant}{query}", configure: request =>
            request.Headers.TryAddWithoutValidation("Accept", accept));

        response.ContentType.Should().StartWith(type);
    }

    [Fact]
    public async Task The_JSON_view_lists_the_chain_leaf_first()
    {
        await PutChainAsync();

        (await GetAsync("B2C_1A_Leaf/effective", "&format=json")).Json["chain"]!.ToJsonString().Should().Be("""["B2C_1A_Leaf","B2C_1A_Base"]""");
    }

    [Fact]
    public async Task The_graph_shows_which_key_sets_the_tenant_lacks()
    {
        await PutChainAsync();
        async Task<bool> IsMissingAsync() => (await GetAsync("B2C_1A_Leaf/graph")).Json["nodes"]!.AsArray()
            .Single(node => node!["kind"]!.GetValue<string>() == "keySet")!["missing"]!.GetValue<bool>();

        (await IsMissingAsync()).Should().BeFalse();
        await _client.DeleteAsync("keySets/B2C_1A_Key");

        (await IsMissingAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task The_graph_can_be_a_Mermaid_flowchart()
    {
        await PutChainAsync();

        var response = await GetAsync("B2C_1A_Leaf/graph", "&format=mermaid");

        response.ContentType.Should().StartWith("text/vnd.mermaid");
        response.Text.Should().StartWith("flowchart TD\n").And.Contain("[\"technicalProfile Login\"]");
    }

    [Fact]
    public async Task The_tenant_defaults_to_the_default_tenant_and_can_be_given_by_domain()
    {
        await using var own = MockServerFactory.With("MockServer:DefaultTenantDomain", Domain);
        var client = new TrustFrameworkClient(own.CreateClient(), Guid.Empty) { Bearer = AccessTokens.PolicyWrite };
        await client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));

        (await client.GetAsync("/_mock/policies/B2C_1A_A/effective")).Status.Should().Be(200);
        (await client.GetAsync($"/_mock/policies/B2C_1A_A/graph?tenant={Domain}")).Status.Should().Be(200);
        ShouldBeProblem(await client.GetAsync("/_mock/policies/B2C_1A_A/graph?tenant=fabrikam.com"), 404, "B2C_1A_A");
    }

    [Theory]
    [InlineData("/_mock/policies/B2C_1A_A/effective?format=yaml", "Unknown format 'yaml'. Use xml or json.")]
    [InlineData("/_mock/policies/B2C_1A_A/graph?format=xml", "Unknown format 'xml'. Use json or mermaid.")]
    [InlineData("/_mock/policies/B2C_1A_A/effective?tenant=no_domain", "'no_domain' is not a tenant.")]
    [InlineData("/_mock/policies/B2C_1A_A/graph?tenant=no_domain", "'no_domain' is not a tenant.")]
    public async Task An_unknown_format_or_tenant_is_a_bad_request(string path, string detail) =>
        ShouldBeProblem(await _client.GetAsync(path), 400, detail);

    [Theory]
    [InlineData("effective")]
    [InlineData("graph")]
    public async Task A_missing_policy_is_not_found(string view) => ShouldBeProblem(await GetAsync($"B2C_1A_None/{view}"), 404, "B2C_1A_NONE");

    [Theory]
    [InlineData("effective")]
    [InlineData("graph")]
    public async Task A_missing_base_policy_is_a_conflict_that_names_it(string view)
    {
        await PutChainAsync();
        await _client.DeleteAsync("policies/B2C_1A_Base");

        var response = await GetAsync($"B2C_1A_Leaf/{view}");

        ShouldBeProblem(response, 409, "The base policy 'B2C_1A_Base' of 'B2C_1A_Leaf' is missing.");
        response.Json["missingPolicy"]!.GetValue<string>().Should().Be("B2C_1A_Base");
    }

    [Fact]
    public async Task The_control_document_describes_the_views()
    {
        var paths = (await _client.GetAsync("/openapi/control.json")).Json["paths"]!;

        string[] views = ["/_mock/policies/{id}/effective", "/_mock/policies/{id}/graph", "/_mock/validate"];
        foreach (var operation in views.Select(view => paths[view]!.AsObject().Single().Value!))
        {
            operation["operationId"]!.GetValue<string>().Should().NotBeEmpty();
            operation["summary"]!.GetValue<string>().Should().NotBeEmpty();
            operation["tags"]!.ToJsonString().Should().Be("""["Policies"]""");
            operation["parameters"]!.AsArray().Should().OnlyContain(parameter => parameter!["description"] != null);
            operation["responses"]!.AsObject().Select(status => status.Key).Should().Contain(["200", "400"]);
        }

        paths["/_mock/validate"]!["post"]!["requestBody"]!["content"]!["application/xml"].Should().NotBeNull();
    }

    private static void ShouldBeProblem(ApiResponse response, int status, string detail)
    {
        response.Status.Should().Be(status);
        response.ContentType.Should().Be("application/problem+json");
        response.Json["status"]!.GetValue<int>().Should().Be(status);
        response.Json["title"]!.GetValue<string>().Should().NotBeEmpty();
        response.Json["detail"]!.GetValue<string>().Should().Contain(detail);
    }

    private Task<ApiResponse> GetAsync(string view, string query = "") => _client.GetAsync($"/_mock/policies/{view}?tenant={_client.Tenant}{query}");

    private async Task PutChainAsync()
    {
        await _client.PostAsync("keySets", """{"id":"Key"}""");
        (await _client.PutPolicyAsync("B2C_1A_Base", Policy("B2C_1A_Base", innerXml: Profile))).Status.Should().Be(201);
        (await _client.PutPolicyAsync("B2C_1A_Leaf", Policy("B2C_1A_Leaf", baseId: "B2C_1A_Base"))).Status.Should().Be(201);
    }
}
