using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Documents;

public sealed class OpenApiTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    [Fact]
    public async Task Every_operation_has_a_summary_permissions_and_provenance()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            operation["summary"]!.GetValue<string>().Should().NotBeEmpty(name);
            operation["description"]!.GetValue<string>().Should().MatchRegex(@"\*\*(One of these permissions|No permission)\*\*", name).And.Contain("Provenance:", name);
            operation["x-provenance"]!.GetValue<string>().Should().BeOneOf("Documented", "Observed", "Inferred");
            operation["tags"]!.AsArray().Should().ContainSingle(name);
        }
    }

    [Fact]
    public async Task Every_key_in_a_path_is_a_parameter_with_an_example()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            var keys = name.Split('{').Skip(1).Select(part => part.Split('}')[0]);

            var parameters = (operation["parameters"]?.AsArray() ?? []).Where(parameter => parameter!["in"]!.GetValue<string>() == "path").ToList();

            parameters.Select(parameter => parameter!["name"]!.GetValue<string>()).Should().Equal(keys, name);
            foreach (var parameter in parameters)
                parameter!["example"].Should().NotBeNull(name);
        }
    }

    [Fact]
    public async Task Expandable_properties_are_an_enumeration()
    {
        var operations = (await OperationsAsync()).Where(pair => pair.Value["parameters"]?.ToJsonString().Contains("$expand", StringComparison.Ordinal) == true).ToList();

        operations.Select(pair => pair.Key).Should().BeEquivalentTo("GET /beta/trustFramework/keySets", "GET /beta/trustFramework/keySets/{id}");
        operations.Should().AllSatisfy(pair => pair.Value["parameters"]!.AsArray().Last()!["schema"]!["enum"]!.ToJsonString().Should().Be("""["keys_v2"]"""));
    }

    [Fact]
    public async Task Every_response_has_an_example_or_no_body()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            foreach (var (status, response) in operation["responses"]!.AsObject())
            {
                if (response!["content"] is not JsonObject content)
                {
                    status.Should().Be("204", name);
                    continue;
                }

                var media = content.Single().Value!;
                (media["example"] ?? media["examples"]).Should().NotBeNull("{0} {1}", name, status);
            }

            var statuses = operation["responses"]!.AsObject().Select(response => response.Key).ToList();
            string[] authenticationStatuses = ["401", "403"];
            statuses.Should().Contain("500", name);
            statuses.Intersect(authenticationStatuses, StringComparer.Ordinal).Should().Equal(operation["tags"]!.ToJsonString() == """["Metadata"]""" ? [] : authenticationStatuses, name);
        }
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("control")]
    public async Task Every_integer_has_a_type(string document)
    {
        using var http = server.CreateClient();
        var text = await http.GetStringAsync(new Uri($"/openapi/{document}.json", UriKind.Relative));

        var integers = Descendants(JsonNode.Parse(text)!).OfType<JsonObject>().Where(node => node["format"]?.ToString() is "int32" or "int64").ToList();

        integers.Should().NotBeEmpty().And.AllSatisfy(schema => schema["type"]!.ToJsonString().Should().Contain("\"integer\"").And.Contain("\"string\""));
    }

    [Fact]
    public async Task Policies_are_described_as_XML_and_keys_as_JSON()
    {
        var operations = await OperationsAsync();

        operations["PUT /beta/trustFramework/policies/{id}/$value"]["requestBody"]!["content"]!.AsObject().Single().Key.Should().Be("application/xml");
        operations["POST /beta/trustFramework/policies"]["responses"]!["201"]!["content"]!["application/xml"]!["example"]!.GetValue<string>()
            .Should().Contain("PublicPolicyUri=");
        operations["PATCH /beta/trustFramework/keySets/{id}/keys_v2/{kid}"]["requestBody"]!["content"]!["application/json"]!["example"]!["status"]!
            .GetValue<string>().Should().Be("disabled");
    }

    [Fact]
    public async Task Example_requests_are_accepted_with_a_documented_response()
    {
        var client = server.NewTenant();
        foreach (var (name, operation) in (await OperationsAsync()).OrderBy(pair => pair.Key.StartsWith("POST", StringComparison.Ordinal) ? 0 : 1).ThenBy(pair => pair.Key.Length))
        {
            if (operation["requestBody"]?["content"]?.AsObject().Single() is not ({ } type, { } media))
                continue;
            if (name.Contains("/users", StringComparison.Ordinal) || name.Contains("/applications", StringComparison.Ordinal))
                continue; // DirectoryExampleTests
            var (method, path) = (name.Split(' ')[0], name.Split(' ')[1].Replace("keySets/{id}", "keySets/B2C_1A_TokenSigningKeyContainer", StringComparison.Ordinal));
            if (path.Contains("{kid}", StringComparison.Ordinal))
                path = path.Replace("{kid}", (await client.NewKeyAsync("own")), StringComparison.Ordinal).Replace("TokenSigningKeyContainer", "own", StringComparison.Ordinal);
            var example = media!["example"]!;
            // A set of RSA keys accepts no secret and no duplicate key, so these examples use their own sets.
            if (path.EndsWith("uploadSecret", StringComparison.Ordinal) || path.EndsWith("uploadCertificate", StringComparison.Ordinal))
                path = await OwnSetAsync(client, path);
            using var body = new StringContent(type == "application/json" ? example.ToJsonString() : example.GetValue<string>(), System.Text.Encoding.UTF8, type);

            var response = await client.SendAsync(new HttpMethod(method), path.Replace("{id}", "B2C_1A_Hello", StringComparison.Ordinal), body);

            response.Status.Should().BeInRange(200, 204, name);
            operation["responses"]!.AsObject().Should().ContainKey($"{response.Status}", name);
        }
    }

    [Fact]
    public async Task A_bearer_token_can_be_entered_and_is_sent_to_the_host_of_the_page()
    {
        var document = await DocumentAsync("v1");

        document["components"]!["securitySchemes"]!["bearer"]!["scheme"]!.GetValue<string>().Should().Be("bearer");
        document["security"]!.AsArray().Select(requirement => requirement!.AsObject().Single().Key).Should().Equal(["bearer", "oauth2"], "each of them is sufficient");
        document["components"]!["securitySchemes"]!["oauth2"]!["flows"]!["authorizationCode"]!["scopes"]!.AsObject().Should().HaveCount(9);
        document["servers"]!.AsArray().Single()!["url"]!.GetValue<string>().Should().Be("/");
    }

    [Fact]
    public async Task The_control_plane_has_its_own_document()
    {
        (await DocumentAsync("control"))["paths"]!.AsObject().Select(path => path.Key).Should().AllSatisfy(path => path.Should().StartWith("/_mock/"));
        (await DocumentAsync("v1"))["paths"]!.AsObject().Select(path => path.Key).Should().AllSatisfy(path => path.Should().MatchRegex("^/(beta|v1\\.0)(/|$)"));
    }

    [Fact]
    public async Task Example_requests_of_the_control_plane_are_accepted_with_a_documented_response()
    {
        await using var own = new MockServerFactory();
        using var http = own.CreateClient();
        var count = 0;
        foreach (var (path, verbs) in (await DocumentAsync("control"))["paths"]!.AsObject())
        {
            foreach (var (verb, operation) in verbs!.AsObject())
            {
                if (operation!["requestBody"]?["content"]?["application/json"] is not { } media || media["example"] is not { } example)
                    continue;
                var address = path.Replace("{tenant}", "default", StringComparison.Ordinal).Replace("{id}", "rule", StringComparison.Ordinal);
                using var request = new HttpRequestMessage(new HttpMethod(verb), address) { Content = TrustFrameworkClient.Json(example.ToJsonString()) };
                using var response = await http.SendAsync(request);

                // The examples of journeys name a policy and a journey, which an empty server has not.
                if (path.Contains("/journeys", StringComparison.Ordinal))
                    ((int)response.StatusCode).Should().Be(404, address);
                else
                    ((int)response.StatusCode).Should().BeInRange(200, 204, address);
                operation["responses"]!.AsObject().Should().ContainKey($"{(int)response.StatusCode}", address);
                count++;
            }
        }

        count.Should().Be(19, "every operation with a body has an example, for the server and for a tenant");
    }

    [Fact]
    public async Task The_control_plane_has_its_own_token()
    {
        var document = await DocumentAsync("control");

        document["components"]!["securitySchemes"]!.AsObject().Should().ContainSingle().Which.Key.Should().Be("controlToken");
        document["components"]!["securitySchemes"]!["controlToken"]!["scheme"]!.GetValue<string>().Should().Be("bearer");
        document["security"]!.ToJsonString().Should().Be("""[{"controlToken":[]},{}]""");
        document["info"]!["description"]!.GetValue<string>().Should().Contain("MockServer:Control:Token");
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Where(verb => verb.Value!["security"]?.ToJsonString() == "[]").Select(_ => path.Key))
            .Should().BeEquivalentTo("/_mock/health/live", "/_mock/health/ready", "/_mock/ca.pem", "/_mock/fidelity");
    }

    [Fact]
    public async Task Swagger_UI_shows_all_documents()
    {
        using var http = server.CreateClient();

        (await http.GetStringAsync(new Uri("/swagger/index.html", UriKind.Relative))).Should().Contain("TrustFramework.MockServer");
        (await http.GetStringAsync(new Uri("/swagger/index.js", UriKind.Relative))).Should().Contain("/openapi/v1.json").And.Contain("/openapi/control.json").And.Contain("/openapi/signin.json");
    }

    private static async Task<string> OwnSetAsync(TrustFrameworkClient client, string path)
    {
        var set = path.Split('/')[^1];
        await client.PostAsync("keySets", $$"""{"id":"{{set}}"}""");
        return path.Replace("TokenSigningKeyContainer", set, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, JsonNode>> OperationsAsync() => (await DocumentAsync("v1"))["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(verb => ($"{verb.Key.ToUpperInvariant()} {path.Key}", verb.Value!)))
        .ToDictionary(StringComparer.Ordinal);

    private async Task<JsonNode> DocumentAsync(string name)
    {
        using var http = server.CreateClient();
        return JsonNode.Parse(await http.GetStringAsync(new Uri($"/openapi/{name}.json", UriKind.Relative)))!;
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray items => items,
        _ => [],
    }).OfType<JsonNode>().SelectMany(Descendants).Prepend(node);
}
