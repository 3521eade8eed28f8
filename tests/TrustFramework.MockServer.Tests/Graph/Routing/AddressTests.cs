namespace TrustFramework.MockServer.Tests.Graph.Routing;

public sealed class AddressTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"];

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("/v1.0/trustFramework/policies", "trustFramework")]
    [InlineData("/v1.0/users", "users")]
    [InlineData("/v1.0/me/memberOf", "memberOf")]
    [InlineData("/beta/users", "users")]
    [InlineData("/beta/trustFramework/Policy", "Policy")]
    [InlineData("/beta/trustFramework/policies/x/content", "content")]
    [InlineData("/beta/trustFramework/keySets/x/keys", "keys")]
    [InlineData("/beta/trustFramework/keySets/x/keys_v2/y/z", "z")]
    [InlineData("/nothing", "nothing")]
    [InlineData("/beta/trustFramework/policies/$nothing", "$nothing")]
    [InlineData("/beta/trustFramework/policies/x/$value/more", "more")]
    [Covers("UnknownSegment")]
    public async Task An_unknown_segment_is_named(string path, string segment) =>
        (await _client.GetAsync(path)).ShouldBeError(400, "BadRequest", $"Resource not found for the segment '{segment}'.");

    /// <summary>The routes of a resource are made when somebody first asks for one.</summary>
    [Fact]
    public async Task A_refusal_on_policies_leaves_no_other_segment_unknown()
    {
        await using var own = new MockServerFactory();
        var client = own.NewTenant();

        (await client.SendAsync(HttpMethod.Delete, "policies")).Status.Should().Be(404);
        (await client.GetAsync("keySets/x/keys")).ShouldBeError(400, "BadRequest", "Resource not found for the segment 'keys'.");
    }

    [Fact]
    public async Task All_who_come_first_at_the_same_time_find_the_routes()
    {
        await using var own = new MockServerFactory();
        var client = own.NewTenant();
        (await client.GetAsync("policies")).Status.Should().Be(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => client.GetAsync("keySets"))));

        answers.Select(answer => answer.Status).Should().AllBeEquivalentTo(200);
    }

    [Fact]
    public async Task The_documents_list_the_resources_in_one_order_whichever_was_requested_first()
    {
        await using var own = new MockServerFactory();
        (await own.NewTenant().GetAsync("keySets")).Status.Should().Be(200);

        (await own.NewTenant().GetAsync("/openapi/v1.json")).Text.Should().Be((await _client.GetAsync("/openapi/v1.json")).Text);
    }

    [Theory]
    [InlineData("PATCH", "policies/B2C_1A_TEST_01", "/trustFramework/policies('B2C_1A_TEST_01')")]
    [InlineData("PATCH", "policies('B2C_1A_TEST_01')", "/trustFramework/policies('B2C_1A_TEST_01')")]
    [InlineData("POST", "policies/x/$value", "/trustFramework/policies('x')/$value")]
    [InlineData("DELETE", "policies", "/trustFramework/policies")]
    [InlineData("PUT", "policies//$value", "/trustFramework/policies")]
    [InlineData("GET", "policies('')/$value", "/trustFramework/policies")]
    [InlineData("DELETE", "keySets//keys_v2", "/trustFramework/keySets")]
    [InlineData("PUT", "KEYSETS/a/KEYS_V2", "/trustFramework/keySets('a')/keys_v2")]
    [InlineData("POST", "keySets('B2C_1A_TEST')/getActiveKey", "/trustFramework/keySets('B2C_1A_TEST')/Microsoft.Cpim.Api.DataModels.getActiveKey")]
    [InlineData("POST", "keySets/a/microsoft.graph.getActiveKey()", "/trustFramework/keySets('a')/Microsoft.Cpim.Api.DataModels.getActiveKey")]
    [InlineData("GET", "keySets/a/generateKey", "/trustFramework/keySets('a')/Microsoft.Cpim.Api.DataModels.generateKey")]
    [InlineData("GET", "", "/trustFramework")]
    [Covers("NoSuchAction")]
    public async Task A_wrong_verb_or_an_empty_key_gets_the_services_own_404(string method, string path, string backend) =>
        (await _client.SendAsync(new HttpMethod(method), path)).ShouldBeError(
            404, "UnknownError",
            $$"""{"message":"No HTTP resource was found that matches the request URI 'https://cpim.windows.net/graph{{backend}}'.","messageDetail":"No action was found on the controller 'trustframework' that matches the request.","stackTrace":null}""");

    [Fact]
    public async Task Every_route_answers_every_wrong_verb_with_the_envelope_and_changes_nothing()
    {
        await _client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"));
        var kid = await _client.NewKeyAsync("A");
        var before = await StateAsync();
        var tried = 0;
        foreach (var (path, verbs) in (await _client.GetAsync("/openapi/v1.json")).Json["paths"]!.AsObject())
        {
            var known = verbs!.AsObject().Select(verb => verb.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var target = path.Replace("{id}", "B2C_1A_A", StringComparison.Ordinal).Replace("{kid}", kid, StringComparison.Ordinal);
            foreach (var method in Methods.Where(method => !known.Contains(method)))
            {
                using var body = TrustFrameworkClient.Json("""{"id":"B2C_1A_A","status":"disabled"}""");
                var answer = await _client.SendAsync(new HttpMethod(method), target, body);

                // What no operation of Graph has is the gateway's to refuse; of the others the service behind it says that it has none.
                answer.Status.Should().Be(method is "HEAD" or "OPTIONS" or "TRACE" or "PROPFIND" ? 405 : 404, "{0} {1}", method, target);
                if (method != "HEAD")
                    answer.ShouldBeEnvelope();
                tried++;
            }
        }

        tried.Should().BeGreaterThan(80);
        (await StateAsync()).Should().Be(before);
    }

    [Fact]
    public async Task Any_other_query_parameter_is_nobodys_business() =>
        (await _client.GetAsync("policies?client-request-id=7&x")).Status.Should().Be(200);

    [Fact]
    public async Task The_root_leads_to_the_Swagger_page()
    {
        using var plain = server.CreateClient(new() { AllowAutoRedirect = false });
        using var answer = await plain.GetAsync(new Uri("/", UriKind.Relative));

        answer.Headers.Location!.ToString().Should().Be("/swagger");
    }

    private async Task<string> StateAsync() =>
        (await _client.GetAsync("policies")).Text + (await _client.GetAsync("policies/B2C_1A_A/$value")).Text + (await _client.GetAsync("keySets")).Text;
}
