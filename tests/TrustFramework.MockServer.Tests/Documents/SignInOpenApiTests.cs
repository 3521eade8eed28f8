using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using TrustFramework.MockServer.Tests.SignIn;

namespace TrustFramework.MockServer.Tests.Documents;

/// <summary>The OpenAPI document of the endpoints of policies.</summary>
public sealed class SignInOpenApiTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string Root = "/{tenant}/{policy}";
    private const string Token = $"POST {Root}/oauth2/v2.0/token";

    [Theory]
    [InlineData("v1")]
    [InlineData("control")]
    [InlineData("signin")]
    public async Task The_document_is_valid(string name)
    {
        using var http = server.CreateClient();

        var result = OpenApiDocument.Parse(await http.GetStringAsync(new Uri($"/openapi/{name}.json", UriKind.Relative)), "json");

        result.Document!.Paths.Should().NotBeEmpty();
        result.Diagnostic!.Errors.Should().BeEmpty();
        result.Diagnostic.Warnings.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_endpoint_of_a_policy_is_in_the_document_once_and_nothing_else()
    {
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.Any(metadata => metadata.GetType().Name == "SignInEndpointMetadata"))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText}")).ToList();

        var operations = await OperationsAsync();

        routes.Should().HaveCountGreaterThan(8);
        operations.Keys.Should().BeEquivalentTo(routes);
        operations.Keys.Should().AllSatisfy(name => name.Should().Contain(Root).And.NotContain("/beta").And.NotContain("/_mock"));
    }

    [Fact]
    public async Task Every_operation_has_an_id_a_summary_provenance_and_its_name_in_faults()
    {
        var operations = await OperationsAsync();

        operations.Values.Select(operation => operation["operationId"]!.GetValue<string>()).Should().OnlyHaveUniqueItems().And.Contain("PostPolicyToken");
        foreach (var (name, operation) in operations)
        {
            operation["summary"]!.GetValue<string>().Should().MatchRegex("^[A-Z].{8,}", name);
            operation["description"]!.GetValue<string>().Should().MatchRegex(@"^Provenance: (Documented|Observed|Inferred)\. .*`SignIn/[a-z]+`\.$", name);
            operation["x-provenance"]!.GetValue<string>().Should().BeOneOf("Documented", "Observed", "Inferred");
            operation["parameters"]!.AsArray().Where(parameter => parameter!["in"]!.GetValue<string>() == "path").Select(parameter => parameter!["name"]!.GetValue<string>())
                .Should().Equal("tenant", "policy");
        }
    }

    [Fact]
    public async Task Parameters_are_in_the_query_of_a_GET_and_in_the_form_of_a_POST()
    {
        var operations = await OperationsAsync();

        foreach (var (path, count) in new[] { ("oauth2/v2.0/authorize", 14), ("oauth2/v2.0/logout", 3) })
        {
            var query = operations[$"GET {Root}/{path}"]["parameters"]!.AsArray().Where(parameter => parameter!["in"]!.GetValue<string>() == "query").Select(parameter => parameter!["name"]!.GetValue<string>()).ToList();
            query.Should().HaveCount(count);
            Form(operations[$"POST {Root}/{path}"])["properties"]!.AsObject().Select(field => field.Key).Should().Equal(query);
            operations[$"GET {Root}/{path}"]["requestBody"].Should().BeNull();
        }

        var token = Form(operations[Token]);
        token["required"]!.ToJsonString().Should().Be("""["grant_type"]""");
        token["properties"]!["grant_type"]!["enum"]!.ToJsonString().Should().Be("""["authorization_code","refresh_token","password","client_credentials"]""");
        token["properties"]!.AsObject().Select(field => field.Key).Should().Contain("code_verifier", "client_secret", "username");
    }

    /// <summary>The document has the errors that the fidelity page lists for an endpoint.</summary>
    [Theory]
    [InlineData("GET", "v2.0/.well-known/openid-configuration", new[] { "address" })]
    [InlineData("GET", "discovery/v2.0/keys", new[] { "address" })]
    [InlineData("GET", "oauth2/v2.0/authorize", new[] { "address", "authorize", "sign-in", "issuing" })]
    [InlineData("POST", "oauth2/v2.0/token", new[] { "address", "token", "issuing" })]
    [InlineData("GET", "oauth2/v2.0/logout", new[] { "address", "logout" })]
    [InlineData("GET", "openid/v2.0/userinfo", new[] { "address" })]
    public async Task The_errors_of_an_endpoint_are_in_its_responses(string method, string path, string[] sources)
    {
        using var http = server.CreateClient();
        var page = await http.GetStringAsync(new Uri("/_mock/fidelity", UriKind.Relative));
        var table = page.Split("## Errors of the endpoints of policies")[1].Split("\n## ")[0];
        var codes = table.Split('\n').Where(row => row.StartsWith("| AADB2C", StringComparison.Ordinal)).Select(row => row.Split(" | "))
            .Where(row => row[^1].TrimEnd(' ', '|').Split(", ").Intersect(sources, StringComparer.Ordinal).Any()).Select(row => row[0].TrimStart('|', ' ')).ToList();

        var responses = (await OperationsAsync())[$"{method} {Root}/{path}"]["responses"]!.ToJsonString();

        codes.Should().HaveCountGreaterThan(4);
        codes.Should().AllSatisfy(code => responses.Should().Contain(code));
    }

    [Fact]
    public async Task Responses_of_the_endpoints_have_the_described_members()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        var operations = await OperationsAsync();
        var tokens = (await tenant.SignInAsync()).AsObject();
        var metadata = (await tenant.GetAsync(tenant.Address("v2.0/.well-known/openid-configuration"))).Json.AsObject();
        var key = (await tenant.GetAsync(tenant.Address("discovery/v2.0/keys"))).Json["keys"]![0]!.AsObject();
        var error = (await tenant.TokenAsync(("grant_type", "other"), ("client_id", PolicyTenant.Spa))).Json.AsObject();

        Names(tokens).Should().BeSubsetOf(Names(Schema(operations[Token])["properties"]!));
        var described = Schema(operations[$"GET {Root}/v2.0/.well-known/openid-configuration"]);
        Names(metadata).Should().BeSubsetOf(Names(described["properties"]!));
        described["required"]!.AsArray().Select(name => name!.GetValue<string>()).Should().BeSubsetOf(Names(metadata)).And.Contain("jwks_uri");
        Names(key).Should().BeSubsetOf(Names(Schema(operations[$"GET {Root}/discovery/v2.0/keys"])["properties"]!["keys"]!["items"]!["properties"]!));
        var examples = operations[Token]["responses"]!["400"]!["content"]!["application/json"]!["examples"]!.AsObject();
        examples.Should().ContainKey("AADB2C90086");
        Names(error).Should().Equal(Names(examples["AADB2C90086"]!["value"]!));
        (await DocumentAsync())["components"]!["schemas"]!["error"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()).Should().Equal(Names(error));
    }

    [Fact]
    public async Task Clients_and_tokens_have_their_own_security_schemes()
    {
        var document = await DocumentAsync();
        var operations = await OperationsAsync();

        Names(document["components"]!["securitySchemes"]!).Should().BeEquivalentTo("client", "policyToken");
        operations[Token]["security"]!.ToJsonString().Should().Be("""[{"client":[]},{}]""");
        operations[$"GET {Root}/openid/v2.0/userinfo"]["security"]!.ToJsonString().Should().Be("""[{"policyToken":[]}]""");
        operations[$"GET {Root}/oauth2/v2.0/authorize"]["security"].Should().BeNull();
        document["servers"]!.AsArray().Single()!["url"]!.GetValue<string>().Should().Be("/");
        document.ToJsonString().Should().NotContain("localhost");
    }

    private static JsonNode Form(JsonNode operation) => operation["requestBody"]!["content"]!["application/x-www-form-urlencoded"]!["schema"]!;

    private static JsonNode Schema(JsonNode operation) => operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(member => member.Key);

    private async Task<Dictionary<string, JsonNode>> OperationsAsync() => (await DocumentAsync())["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(verb => ($"{verb.Key.ToUpperInvariant()} {path.Key}", verb.Value!)))
        .ToDictionary(StringComparer.Ordinal);

    private async Task<JsonNode> DocumentAsync()
    {
        using var http = server.CreateClient();
        return JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi/signin.json", UriKind.Relative)))!;
    }
}
