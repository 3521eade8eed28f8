using System.Text.Json.Nodes;
using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Verification;

public sealed class VerifyTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    private ControlClient Control => new(server.CreateClient(), _client.Tenant);

    [Theory]
    [InlineData("""{"operation":"P4","id":"b2c_1a_base"}""", 1)]
    [InlineData("""{"operation":"P4","exactly":2}""", 2)]
    [InlineData("""{"method":"put","path":"*/policies/*","atLeast":2,"atMost":2}""", 2)]
    [InlineData("""{"status":404,"code":"AADB2C90073","exactly":1}""", 1)]
    [InlineData("""{"status":"5xx","never":true}""", 0)]
    [InlineData("""{"operation":"Login","never":true}""", 0)]
    [InlineData("""{"client":"test-client","atMost":5}""", 4)]
    [InlineData("""{"order":[{"operation":"P4","id":"B2C_1A_Base"},{"operation":"P4","id":"B2C_1A_Child","status":"2xx"}]}""", 2)]
    [InlineData("""{"operation":"P4","permission":"Policy.ReadWrite.TrustFramework"}""", 2)]
    [InlineData("""{"operation":"P3","permission":"Policy.Read.All"}""", 2)]
    public async Task A_met_expectation_returns_200(string expectation, int found)
    {
        await UploadBaseThenChildAsync();

        var response = await VerifyAsync(expectation);

        (response.Status, response.Json["met"]!.GetValue<bool>()).Should().Be((200, true), response.Text);
        var result = response.Json["expectations"]!.AsArray().Single()!;
        (result["met"]!.GetValue<bool>(), result["found"]!.GetValue<int>(), result["difference"]).Should().Be((true, found, null));
    }

    [Theory]
    [InlineData("""{"operation":"P4","id":"B2C_1A_Leaf"}""", "Expected at least 1 P4 of 'B2C_1A_Leaf', but found none. Nearest: #{1} PUT /beta/trustFramework/policies/B2C_1A_Child/$value 201, but its ID is B2C_1A_Child; #{0} PUT")]
    [InlineData("""{"operation":"P4","exactly":3}""", "Expected exactly 3 P4, but found 2: #{0} PUT /beta/trustFramework/policies/B2C_1A_Base/$value 201; #{1} PUT /beta/trustFramework/policies/B2C_1A_Child/$value 201.")]
    [InlineData("""{"operation":"P4","atMost":1}""", "Expected at most 1 P4, but found 2: ")]
    [InlineData("""{"status":"4xx","never":true}""", "Expected no request with status 4xx, but found 1: #{3} GET /beta/trustFramework/policies/B2C_1A_None/$value 404 (AADB2C90073).")]
    [InlineData("""{"order":[{"operation":"P4","id":"B2C_1A_Child"},{"operation":"P4","id":"B2C_1A_Base"}]}""", "Expected P4 of 'B2C_1A_Base' as step 2 of the order after #{1} PUT /beta/trustFramework/policies/B2C_1A_Child/$value 201, but it occurred earlier: #{0} PUT")]
    [InlineData("""{"order":[{"operation":"P4"},{"operation":"P6"}]}""", "Expected P6 as step 2 of the order after #{0} PUT /beta/trustFramework/policies/B2C_1A_Base/$value 201, but found none. Nearest: #{3} GET")]
    [InlineData("""{"operation":"P3","permission":"Policy.ReadWrite.TrustFramework"}""", "Expected P3 to need Policy.ReadWrite.TrustFramework, but #{2} GET /beta/trustFramework/policies/B2C_1A_Base/$value 200 needed Policy.Read.All.")]
    [InlineData("""{"status":404,"permission":"Policy.Read.All"}""", "no successful request needed a permission: #{3} GET")]
    public async Task An_unmet_expectation_returns_409_and_describes_the_difference(string expectation, string difference)
    {
        await UploadBaseThenChildAsync();
        var numbers = (await Control.GetAsync("journal")).Json["entries"]!.AsArray().Select(entry => entry!["number"]!.ToString()).ToList();
        for (var i = 0; i < numbers.Count; i++)
            difference = difference.Replace($"{{{i}}}", numbers[i], StringComparison.Ordinal);

        var response = await VerifyAsync(expectation);

        (response.Status, response.Json["met"]!.GetValue<bool>()).Should().Be((409, false));
        response.Json["expectations"]![0]!["difference"]!.GetValue<string>().Should().Contain(difference);
        JsonNode.DeepEquals(response.Json["expectations"]![0]!["expectation"]!, JsonNode.Parse(expectation.Replace("404", "\"404\"", StringComparison.Ordinal))).Should().BeTrue(response.Text);
    }

    [Fact]
    public async Task Each_of_several_expectations_has_its_own_result_and_only_later_entries_count()
    {
        await UploadBaseThenChildAsync();
        var since = (await Control.GetAsync("journal?operation=P4")).Json["entries"]![1]!["number"]!.GetValue<long>();

        var response = await Control.PostAsync("verify", $$"""{"since":{{since}},"expectations":[{"operation":"P4"},{"operation":"P3","exactly":2}]}""");

        response.Status.Should().Be(409);
        response.Json["expectations"]!.AsArray().Select(result => result!["met"]!.GetValue<bool>()).Should().Equal(false, true);
    }

    [Fact]
    public async Task Requests_of_another_tenant_do_not_count()
    {
        await server.NewTenant().GetAsync("policies");

        var response = await VerifyAsync("""{"operation":"P1"}""");

        response.Json["expectations"]![0]!["difference"]!.GetValue<string>().Should().Be("Expected at least 1 P1, but found none. The journal has no other entries.");
    }

    [Theory]
    [InlineData("{}", "Send 1 to 200 expectations")]
    [InlineData("""{"expectations":[]}""", "Send 1 to 200 expectations")]
    [InlineData("""{"expectations":[null]}""", "Expectation 1 is null")]
    [InlineData("""{"expectations":[{},{"never":true,"atLeast":1}]}""", "Expectation 2 combines 'never' with a count")]
    [InlineData("""{"expectations":[{"exactly":1,"atMost":1}]}""", "Expectation 1 combines 'exactly' with")]
    [InlineData("""{"expectations":[{"atLeast":2,"atMost":1}]}""", "Expectation 1 has an 'atLeast' greater than 'atMost'")]
    [InlineData("""{"expectations":[{"exactly":-1}]}""", "a negative count")]
    [InlineData("""{"expectations":[{"order":[{"operation":"P4"}]}]}""", "an 'order' with fewer than two members")]
    [InlineData("""{"expectations":[{"order":[{},{}],"operation":"P4"}]}""", "combines 'order' with other members")]
    [InlineData("""{"expectations":[{"order":[{},null]}]}""", "null in 'order'")]
    [InlineData("""{"expectations":[{"operation":"ListJournal"}]}""", "Expectation 1: The operation 'ListJournal' is unknown.")]
    [InlineData("""{"expectations":[{"method":"FETCH","never":true}]}""", "Expectation 1: The method 'FETCH' is unknown.")]
    [InlineData("""{"expectations":[{"order":[{},{"path":"policies"}]}]}""", "Expectation 1: The path 'policies' matches no request.")]
    [InlineData("""{"expectations":[{"status":"abc"}]}""", "A status must be 404")]
    [InlineData("""{"expectations":[{"policy":"B2C_1A_A"}]}""", "'policy'")]
    [InlineData("""{"expectations":[{"order":[{"policy":"B2C_1A_A"},{}]}]}""", "'policy'")]
    public async Task An_invalid_expectation_is_refused(string body, string detail) => ShouldBeProblem(await Control.PostAsync("verify", body), 400, detail);

    private async Task UploadBaseThenChildAsync()
    {
        (await _client.PutPolicyAsync("B2C_1A_Base", TrustFrameworkClient.Policy("B2C_1A_Base"))).Status.Should().Be(201);
        (await _client.PutPolicyAsync("B2C_1A_Child", TrustFrameworkClient.Policy("B2C_1A_Child", baseId: "B2C_1A_Base"))).Status.Should().Be(201);
        (await _client.GetAsync("policies/B2C_1A_Base/$value")).Status.Should().Be(200);
        (await _client.GetAsync("policies/B2C_1A_None/$value")).Status.Should().Be(404);
    }

    private Task<ApiResponse> VerifyAsync(string expectation) => Control.PostAsync("verify", $$"""{"expectations":[{{expectation}}]}""");
}
