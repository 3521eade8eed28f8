using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>The log. Tests that depend on the console's format or on the end of the process run the program.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task A_request_has_one_line_with_operation_tenant_client_and_status()
    {
        await using var server = await InProcessServer.StartAsync();
        var client = Client(server.Address);

        await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"));

        (await server.WaitForLineAsync("PUT /beta/trustFramework/policies/B2C_1A_A/$value")).Should()
            .StartWith("INF ").And.Contain(" 201 in ").And.Contain("P4 Update or create trustFrameworkPolicy")
            .And.Contain($"tenant {client.Tenant}").And.Contain("client test-client");
    }

    [Fact]
    public async Task The_line_of_a_refused_request_has_the_reason_and_a_hint()
    {
        await using var server = await InProcessServer.StartAsync();

        await Client(server.Address).PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", baseId: "B2C_1A_Base"));
        using var http = new HttpClient { BaseAddress = server.Address };
        using var unauthenticated = await http.GetAsync(new Uri("/beta/trustFramework/keySets", UriKind.Relative));

        (await server.WaitForLineAsync("PUT ")).Should().StartWith("WRN ").And.Contain("AADB2C: Validation failed").And.Contain("-> Upload 'B2C_1A_Base' first, then 'B2C_1A_A'.");
        (await server.WaitForLineAsync("GET ")).Should().Contain("Access token is empty.").And.Contain("allowedHosts");
    }

    [Fact]
    public async Task The_line_of_a_refused_policy_lists_each_error_once_and_whole()
    {
        await using var server = await InProcessServer.StartAsync();
        var journeys = string.Concat(Enumerable.Range(1, 8).Select(number =>
            $"""<UserJourney Id="{new string('J', 100)}{number}"><OrchestrationSteps><OrchestrationStep Order="1" Type="ReviewScreen" /></OrchestrationSteps></UserJourney>"""));

        await Client(server.Address).PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", innerXml: $"<UserJourneys>{journeys}</UserJourneys>"));

        var line = await server.WaitForLineAsync("PUT ");
        for (var number = 1; number <= 8; number++)
            line.Split($"J{number}' does not contain a send claims step.").Should().HaveCount(2);
    }

    [Fact]
    public async Task The_line_of_an_accepted_policy_has_its_warnings()
    {
        await using var server = await InProcessServer.StartAsync();
        const string UnknownMethod = """<BuildingBlocks><ClaimsTransformations><ClaimsTransformation Id="Any" TransformationMethod="NoSuchMethod" /></ClaimsTransformations></BuildingBlocks>""";

        await Client(server.Address).PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", innerXml: UnknownMethod));

        (await server.WaitForLineAsync("PUT ")).Should().StartWith("WRN ").And.Contain(" 201 in ").And.Contain("· warnings: claims-transformation-method: ");
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public async Task The_line_of_an_accepted_policy_shows_that_more_than_ten_warnings_are_cut(int count, bool isCut)
    {
        await using var server = await InProcessServer.StartAsync();
        var transformations = string.Concat(Enumerable.Range(1, count).Select(i => $"""<ClaimsTransformation Id="Any{i}" TransformationMethod="NoSuchMethod{i}" />"""));

        await Client(server.Address).PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy(
            "B2C_1A_A", innerXml: $"<BuildingBlocks><ClaimsTransformations>{transformations}</ClaimsTransformations></BuildingBlocks>"));

        var line = await server.WaitForLineAsync("PUT ");
        line.Split("claims-transformation-method: ").Should().HaveCount(11);
        line.TrimEnd().EndsWith(" | …", StringComparison.Ordinal).Should().Be(isCut, line);
    }

    [Theory]
    [InlineData("/beta/trustFramework/policies", "P1 ")]
    [InlineData("/beta/no/such/thing", "none")]
    public async Task A_request_to_Graph_from_a_page_of_another_site_has_a_line(string path, string operation)
    {
        await using var server = await InProcessServer.StartAsync("--MockServer:Auth=off");
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));

        ((int)response.StatusCode).Should().Be(403);
        (await server.WaitForLineAsync($"GET {path}")).Should().StartWith("WRN ").And.Contain(" 403 in ").And.Contain($" · {operation}");
    }

    [Theory]
    [InlineData("keySets/Bare/uploadSecret", """{"use":"sig","k":"s"}""", "try B2C_1A_Bare.")]
    [InlineData("keySets/B2C_1A_none/uploadSecret", """{"use":"sig","k":"s"}""", "Create the set first: POST /beta/trustFramework/keySets")]
    [InlineData("keySets/B2C_1A_a.bak/uploadSecret", """{"use":"sig","k":"s"}""", "A backup can be read and deleted, but not changed.")]
    [InlineData("keySets/B2C_1A_a/uploadPkcs12", """{"key":"{pfx}","password":"pass phrase"}""", "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1")]
    public async Task A_refused_key_operation_has_a_hint(string path, string body, string hint)
    {
        await using var server = await InProcessServer.StartAsync();
        var client = Client(server.Address);
        await client.PostAsync("keySets", """{"id":"a"}""");

        await client.PostAsync(path, body.Replace("{pfx}", KeySets.Certificates.Base64("rsa2048-aes.pfx"), StringComparison.Ordinal));

        (await server.WaitForLineAsync($"POST /beta/trustFramework/{path}")).Should().StartWith("WRN ").And.Contain(hint);
    }

    [Fact]
    public async Task As_JSON_a_line_is_an_object_with_the_same_data()
    {
        await using var server = await ServerProcess.StartAsync("--MockServer:LogFormat=json");

        await Client(server.Address).GetAsync("policies/none");

        var line = JsonNode.Parse(await server.WaitForLineAsync("GET /beta/"))!;
        var properties = line["Properties"]!;
        (properties["StatusCode"]!.GetValue<int>(), properties["Operation"]!.GetValue<string>(), properties["Code"]!.GetValue<string>())
            .Should().Be((404, "P6 Get trustFrameworkPolicy entity", "AADB2C90073"));
        properties["ConnectionId"].Should().NotBeNull("a log scope of Kestrel contains it");
    }

    [Fact]
    public async Task Many_concurrent_requests_each_have_a_line_even_if_the_server_ends_at_once()
    {
        await using var server = await ServerProcess.StartAsync();
        var client = Client(server.Address);

        await client.GetAsync("policies/alone");
        await server.WaitForLineAsync("GET /beta/trustFramework/policies/alone");
        await Parallel.ForAsync(0, 2000, async (number, _) => await client.GetAsync($"policies/no{number}"));
        server.Terminate();
        var (_, output) = await server.WaitForExitAsync();

        output.Split('\n').Where(line => line.Contains("GET /beta/trustFramework/policies/no", StringComparison.Ordinal))
            .Select(line => line.Split("/policies/")[1].Split(' ')[0])
            .Should().BeEquivalentTo(Enumerable.Range(0, 2000).Select(number => $"no{number}"));
    }

    [Fact]
    public async Task The_log_and_the_responses_contain_no_secret_and_no_forged_line()
    {
        await using var server = await ServerProcess.StartAsync("--MockServer:LogFormat=text");
        var client = Client(server.Address);
        await client.PostAsync("keySets", """{"id":"a"}""");

        var responses = new[]
        {
            await client.PostAsync("keySets/B2C_1A_a/uploadSecret", """{"use":"sig","k":"hush-hush-1"}"""),
            await client.PostAsync("keySets/B2C_1A_a/uploadSecret", """{"use":"wrong","k":"hush-hush-2"}"""),
            await client.PostAsync("keySets", """{"id":"b","keys":[{"kty":"oct","use":"sig","k":"hush hush 3"}]}"""),
            await client.PostAsync("keySets", """{"id":"b","keys":[{"kty":"RSA","use":"sig","n":"AQAB","e":"AQAB","d":"aHVzaC1odXNo","p":"!"}]}"""),
            await client.PutAsync("keySets/B2C_1A_a", """{"keys":[{"kty":"oct","use":"sig","k":"hush hush 5"}]}"""),
            await client.PostAsync("keySets/B2C_1A_a/uploadPkcs12", $$"""{"key":"{{KeySets.Certificates.Base64("rsa2048-3des.pfx")}}","password":"hush-hush-6"}"""),
            await client.PostAsync("keySets/B2C_1A_a/uploadPkcs12", """{"key":"hush-hush-7","password":"hush-hush-8"}"""),
            await client.PostAsync("keySets/B2C_1A_a/uploadCertificate", """{"key":"hush-hush-9"}"""),
            await client.GetAsync("policies/line%0Abreak%0D%0AERR forged"),
            await client.GetAsync("keySets"),
        };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "c",
            ["client_secret"] = "hush-hush-4",
            ["scope"] = "x",
        });
        var token = await client.SendAsync(HttpMethod.Post, "/common/oauth2/v2.0/token", form);
        await server.WaitForLineAsync("GET /beta/trustFramework/keySets ");

        foreach (var text in responses.Append(token).Select(response => response.Text).Append(server.Output))
            text.Should().NotContain("hush").And.NotContain("aHVzaC1odXNo");
        server.Output.Should().NotContain(client.Bearer);
        server.Output.Split('\n').Should().NotContain(line => line.StartsWith("ERR forged", StringComparison.Ordinal));
    }

    private static TrustFrameworkClient Client(Uri address)
    {
        var tenant = Guid.NewGuid();
        var claims = AccessTokens.Application(tenant, AccessTokens.PolicyRead, AccessTokens.PolicyWrite, AccessTokens.KeyRead, AccessTokens.KeyWrite);
        claims.Remove("exp"); // the server uses the system clock
        return new TrustFrameworkClient(new HttpClient { BaseAddress = address }, tenant) { Bearer = AccessTokens.Unsigned(claims) };
    }
}
