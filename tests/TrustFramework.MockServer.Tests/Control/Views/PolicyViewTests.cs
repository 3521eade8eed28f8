using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control.Views;

public sealed class PolicyViewTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string Profile =
        """
        <ClaimsProviders><ClaimsProvider><DisplayName>P</DisplayName><TechnicalProfiles><TechnicalProfile Id="Login"><Protocol Name="None" />
          <CryptographicKeys><Key Id="k" StorageReferenceId="B2C_1A_Key" /></CryptographicKeys>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task The_effective_policy_is_XML_in_any_letter_case_of_its_id_and_without_Graphs_manners()
    {
        await PutChainAsync();

        var answer = await GetAsync("B2C_1A_LEAF/effective");

        (answer.Status, answer.ContentType).Should().Be((200, "application/xml; charset=utf-8"));
        answer.Text.Should().Contain("PolicyId=\"B2C_1A_Leaf\"").And.Contain("<!-- B2C_1A_Base, line 2 -->").And.NotContain("BasePolicy");
        answer.Header("request-id").Should().BeNull();
    }

    [Theory]
    [InlineData("", "application/json", "application/json")]
    [InlineData("", "application/json;q=0.5, application/xml", "application/xml")]
    [InlineData("", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml")]
    [InlineData("", "application/json, */*", "application/xml")]
    [InlineData("", "application/json, */*;q=0.1", "application/json")]
    [InlineData("&format=json", "application/xml", "application/json")]
    [InlineData("&format=xml", "application/json", "application/xml")]
    public async Task The_format_is_asked_for_by_name_or_by_Accept(string query, string accept, string type)
    {
        await PutChainAsync();

        var answer = await _client.SendAsync(HttpMethod.Get, $"/_mock/policies/B2C_1A_Leaf/effective?tenant={_client.Tenant}{query}", configure: request =>
            request.Headers.TryAddWithoutValidation("Accept", accept));

        answer.ContentType.Should().StartWith(type);
    }

    [Fact]
    public async Task As_JSON_the_chain_is_named_leaf_first()
    {
        await PutChainAsync();

        (await GetAsync("B2C_1A_Leaf/effective", "&format=json")).Json["chain"]!.ToJsonString().Should().Be("""["B2C_1A_Leaf","B2C_1A_Base"]""");
    }

    [Fact]
    public async Task The_graph_shows_the_tenants_own_key_sets_and_which_are_missing()
    {
        await PutChainAsync();
        async Task<bool> IsMissingAsync() => (await GetAsync("B2C_1A_Leaf/graph")).Json["nodes"]!.AsArray()
            .Single(node => node!["kind"]!.GetValue<string>() == "keySet")!["missing"]!.GetValue<bool>();

        (await IsMissingAsync()).Should().BeFalse();
        await _client.DeleteAsync("keySets/B2C_1A_Key");

        (await IsMissingAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task The_graph_is_a_flowchart_when_it_is_asked_for()
    {
        await PutChainAsync();

        var answer = await GetAsync("B2C_1A_Leaf/graph", "&format=mermaid");

        answer.ContentType.Should().StartWith("text/vnd.mermaid");
        answer.Text.Should().StartWith("flowchart TD\n").And.Contain("[\"technicalProfile Login\"]");
    }

    [Fact]
    public async Task Without_a_tenant_it_is_the_default_one_and_a_domain_leads_to_the_tenant_that_has_it()
    {
        await using var own = MockServerFactory.With("MockServer:DefaultTenantDomain", Domain);
        var client = new TrustFrameworkClient(own.CreateClient(), Guid.Empty) { Bearer = AccessTokens.PolicyWrite };
        await client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));

        (await client.GetAsync("/_mock/policies/B2C_1A_A/effective")).Status.Should().Be(200);
        (await client.GetAsync($"/_mock/policies/B2C_1A_A/graph?tenant={Domain}")).Status.Should().Be(200);
        ShouldBeProblem(await client.GetAsync("/_mock/policies/B2C_1A_A/graph?tenant=fabrikam.com"), 404, "B2C_1A_A");
    }

    [Theory]
    [InlineData("/_mock/policies/B2C_1A_A/effective?format=yaml", "There is no format 'yaml'. Write xml or json.")]
    [InlineData("/_mock/policies/B2C_1A_A/graph?format=xml", "There is no format 'xml'. Write json or mermaid.")]
    [InlineData("/_mock/policies/B2C_1A_A/effective?tenant=no_domain", "'no_domain' is no tenant.")]
    [InlineData("/_mock/policies/B2C_1A_A/graph?tenant=no_domain", "'no_domain' is no tenant.")]
    public async Task A_format_or_tenant_that_there_is_not_is_a_bad_request(string path, string detail) =>
        ShouldBeProblem(await _client.GetAsync(path), 400, detail);

    [Theory]
    [InlineData("effective")]
    [InlineData("graph")]
    public async Task A_policy_that_is_not_there_is_not_found(string view) => ShouldBeProblem(await GetAsync($"B2C_1A_None/{view}"), 404, "B2C_1A_NONE");

    [Theory]
    [InlineData("effective")]
    [InlineData("graph")]
    public async Task A_chain_that_lost_its_base_is_a_conflict_that_names_it(string view)
    {
        await PutChainAsync();
        await _client.DeleteAsync("policies/B2C_1A_Base");

        var answer = await GetAsync($"B2C_1A_Leaf/{view}");

        ShouldBeProblem(answer, 409, "The base policy 'B2C_1A_Base' of 'B2C_1A_Leaf' is missing.");
        answer.Json["missingPolicy"]!.GetValue<string>().Should().Be("B2C_1A_Base");
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
            operation["responses"]!.AsObject().Select(response => response.Key).Should().Contain(["200", "400"]);
        }

        paths["/_mock/validate"]!["post"]!["requestBody"]!["content"]!["application/xml"].Should().NotBeNull();
    }

    private static void ShouldBeProblem(ApiResponse answer, int status, string detail)
    {
        answer.Status.Should().Be(status);
        answer.ContentType.Should().Be("application/problem+json");
        answer.Json["status"]!.GetValue<int>().Should().Be(status);
        answer.Json["title"]!.GetValue<string>().Should().NotBeEmpty();
        answer.Json["detail"]!.GetValue<string>().Should().Contain(detail);
    }

    private Task<ApiResponse> GetAsync(string view, string query = "") => _client.GetAsync($"/_mock/policies/{view}?tenant={_client.Tenant}{query}");

    private async Task PutChainAsync()
    {
        await _client.PostAsync("keySets", """{"id":"Key"}""");
        (await _client.PutPolicyAsync("B2C_1A_Base", Policy("B2C_1A_Base", innerXml: Profile))).Status.Should().Be(201);
        (await _client.PutPolicyAsync("B2C_1A_Leaf", Policy("B2C_1A_Leaf", baseId: "B2C_1A_Base"))).Status.Should().Be(201);
    }
}
