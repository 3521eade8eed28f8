namespace TrustFramework.MockServer.Tests.Graph.Routing;

public sealed class AddressTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"];

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("/v1.0/trustFramework/policies", "trustFramework")]
    [InlineData("/v1.0/groups", "groups")]
    [InlineData("/v1.0/me/memberOf", "memberOf")]
    [InlineData("/beta/groups", "groups")]
    [InlineData("/beta/trustFramework/Policy", "Policy")]
    [InlineData("/beta/trustFramework/policies/x/content", "content")]
    [InlineData("/beta/trustFramework/keySets/x/keys", "keys")]
    [InlineData("/beta/trustFramework/keySets/x/keys_v2/y/z", "z")]
    [InlineData("/beta/trustFramework/policies/$nothing", "$nothing")]
    [InlineData("/beta/trustFramework/policies/x/$value/more", "more")]
    [Covers("UnknownSegment")]
    public async Task The_error_names_the_first_unknown_segment(string path, string segment) =>
        (await _client.GetAsync(path)).ShouldBeError(400, "BadRequest", $"Resource not found for the segment '{segment}'.");

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/trustFramework/policies")]
    [InlineData("/betatrustFramework")]
    [InlineData("/contoso.onmicrosoft.com/nothing/at/all")]
    public async Task An_address_that_no_part_of_the_server_has_is_not_found(string path)
    {
        var response = await _client.GetAsync(path);

        response.Status.Should().Be(404);
        response.Text.Should().StartWith("There is nothing at this address. / describes this server.");
    }

    [Fact]
    public async Task An_error_on_one_resource_does_not_hide_the_segments_of_another()
    {
        await using var own = new MockServerFactory();
        var client = own.NewTenant();

        (await client.SendAsync(HttpMethod.Delete, "policies")).Status.Should().Be(404);
        (await client.GetAsync("keySets/x/keys")).ShouldBeError(400, "BadRequest", "Resource not found for the segment 'keys'.");
    }

    [Fact]
    public async Task Parallel_first_requests_find_the_routes()
    {
        await using var own = new MockServerFactory();
        var client = own.NewTenant();
        (await client.GetAsync("policies")).Status.Should().Be(200);

        var responses = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => client.GetAsync("keySets"))));

        responses.Select(response => response.Status).Should().AllBeEquivalentTo(200);
    }

    [Fact]
    public async Task The_OpenAPI_document_does_not_depend_on_earlier_requests()
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
    public async Task A_wrong_method_or_an_empty_key_gets_the_backends_404(string method, string path, string backend) =>
        (await _client.SendAsync(new HttpMethod(method), path)).ShouldBeError(
            404, "UnknownError",
            $$"""{"message":"No HTTP resource was found that matches the request URI 'https://cpim.windows.net/graph{{backend}}'.","messageDetail":"No action was found on the controller 'trustframework' that matches the request.","stackTrace":null}""");

    [Fact]
    public async Task Every_path_returns_an_error_for_every_other_method_and_changes_nothing()
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
                var response = await _client.SendAsync(new HttpMethod(method), target, body);

                // The gateway rejects methods that no operation of Graph has. The backend returns 404 for the others.
                response.Status.Should().Be(method is "HEAD" or "OPTIONS" or "TRACE" or "PROPFIND" ? 405 : 404, "{0} {1}", method, target);
                if (method != "HEAD")
                    response.ShouldBeEnvelope();
                tried++;
            }
        }

        tried.Should().BeGreaterThan(80);
        (await StateAsync()).Should().Be(before);
    }

    [Fact]
    public async Task Other_query_parameters_are_ignored() =>
        (await _client.GetAsync("policies?client-request-id=7&x")).Status.Should().Be(200);

    [Fact]
    public async Task The_root_redirects_to_Swagger_UI()
    {
        using var plain = server.CreateClient(new() { AllowAutoRedirect = false });
        using var response = await plain.GetAsync(new Uri("/", UriKind.Relative));

        response.Headers.Location!.ToString().Should().Be("/swagger");
    }

    private async Task<string> StateAsync() =>
        (await _client.GetAsync("policies")).Text + (await _client.GetAsync("policies/B2C_1A_A/$value")).Text + (await _client.GetAsync("keySets")).Text;
}
