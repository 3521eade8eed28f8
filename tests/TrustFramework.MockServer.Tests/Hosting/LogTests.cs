using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Hosting;

public sealed class LogTests
{
    [Fact]
    public async Task One_line_per_request_has_operation_tenant_client_and_outcome()
    {
        await using var server = await ServerProcess.StartAsync();
        var client = Client(server);

        await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"));

        (await server.WaitForLineAsync("PUT /beta/trustFramework/policies/B2C_1A_A/$value")).Should()
            .Contain(" INF ").And.Contain(" 201 in ").And.Contain("P4 Update or create trustFrameworkPolicy")
            .And.Contain($"tenant {client.Tenant}").And.Contain("client test-client");
    }

    [Fact]
    public async Task A_refused_request_says_why_and_what_to_do()
    {
        await using var server = await ServerProcess.StartAsync();

        await Client(server).PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", baseId: "B2C_1A_Base"));
        using var http = new HttpClient { BaseAddress = server.Address };
        using var nobody = await http.GetAsync(new Uri("/beta/trustFramework/keySets", UriKind.Relative));

        (await server.WaitForLineAsync("PUT ")).Should().Contain(" WRN ").And.Contain("AADB2C: Validation failed").And.Contain("-> Upload 'B2C_1A_Base' first, then 'B2C_1A_A'.");
        (await server.WaitForLineAsync("GET ")).Should().Contain("Access token is empty.").And.Contain("allowedHosts");
    }

    [Theory]
    [InlineData("keySets/Bare/uploadSecret", """{"use":"sig","k":"s"}""", "try B2C_1A_Bare.")]
    [InlineData("keySets/B2C_1A_none/uploadSecret", """{"use":"sig","k":"s"}""", "Create the set first: POST /beta/trustFramework/keySets")]
    [InlineData("keySets/B2C_1A_a/uploadPkcs12", """{"key":"{pfx}","password":"pass phrase"}""", "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1")]
    public async Task A_known_trap_of_keys_comes_with_what_to_do(string path, string body, string advice)
    {
        await using var server = await ServerProcess.StartAsync();
        var client = Client(server);
        await client.PostAsync("keySets", """{"id":"a"}""");

        await client.PostAsync(path, body.Replace("{pfx}", KeySets.Certificates.Base64("rsa2048-aes.pfx"), StringComparison.Ordinal));

        (await server.WaitForLineAsync($"POST /beta/trustFramework/{path}")).Should().Contain(" WRN ").And.Contain(advice);
    }

    [Fact]
    public async Task As_JSON_each_line_is_an_object_with_the_same_facts()
    {
        await using var server = await ServerProcess.StartAsync("--MockServer:LogFormat=json");

        await Client(server).GetAsync("policies/none");

        var line = JsonNode.Parse(await server.WaitForLineAsync("GET /beta/"))!;
        var facts = line["Properties"]!;
        (facts["StatusCode"]!.GetValue<int>(), facts["Operation"]!.GetValue<string>(), facts["Code"]!.GetValue<string>())
            .Should().Be((404, "P6 Get trustFrameworkPolicy entity", "AADB2C90073"));
        facts["ConnectionId"].Should().NotBeNull("Kestrel says it in a scope");
    }

    [Fact]
    public async Task However_many_come_at_once_and_whenever_it_ends_each_has_its_line()
    {
        await using var server = await ServerProcess.StartAsync();
        var client = Client(server);

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
    public async Task No_secret_and_no_forged_line_gets_into_the_log_or_an_answer()
    {
        await using var server = await ServerProcess.StartAsync("--MockServer:LogFormat=text");
        var client = Client(server);
        await client.PostAsync("keySets", """{"id":"a"}""");

        var answers = new[]
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

        foreach (var text in answers.Append(token).Select(answer => answer.Text).Append(server.Output))
            text.Should().NotContain("hush").And.NotContain("aHVzaC1odXNo");
        server.Output.Should().NotContain(client.Bearer);
        server.Output.Split('\n').Should().NotContain(line => line.StartsWith("ERR forged", StringComparison.Ordinal));
    }

    private static TrustFrameworkClient Client(ServerProcess server)
    {
        var tenant = Guid.NewGuid();
        var claims = AccessTokens.Application(tenant, AccessTokens.PolicyRead, AccessTokens.PolicyWrite, AccessTokens.KeyRead, AccessTokens.KeyWrite);
        claims.Remove("exp"); // this server's clock is the real one
        return new TrustFrameworkClient(new HttpClient { BaseAddress = server.Address }, tenant) { Bearer = AccessTokens.Unsigned(claims) };
    }
}
