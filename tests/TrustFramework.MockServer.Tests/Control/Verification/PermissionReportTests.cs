using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Control.Verification;

public sealed class PermissionReportTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly Guid _tenant = Guid.NewGuid();

    [Fact]
    public async Task It_lists_granted_needed_unused_and_missing_permissions_of_each_client()
    {
        var (reader, writer) = (Client("reader", AccessTokens.PolicyRead, AccessTokens.PolicyWrite), Client("writer", AccessTokens.PolicyRead, AccessTokens.PolicyWrite, AccessTokens.KeyRead));
        await writer.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"));
        await writer.GetAsync("policies");
        await writer.PostAsync("keySets", """{"id":"a"}""");
        await reader.GetAsync("policies/B2C_1A_A/$value");
        await reader.GetAsync("policies");
        await reader.DeleteAsync("policies/B2C_1A_None");

        var report = (await new ControlClient(server.CreateClient(), _tenant).GetAsync("permissions")).Json["clients"]!.AsArray();

        report.Select(client => client!["client"]!.GetValue<string>()).Should().Equal("reader", "writer");
        ShouldBe(report[0]!, $$"""{"client":"reader","granted":["{{AccessTokens.PolicyRead}}","{{AccessTokens.PolicyWrite}}"],"needed":[{"permission":"{{AccessTokens.PolicyRead}}","operations":["P1","P3"]}],"unused":["{{AccessTokens.PolicyWrite}}"],"missing":[]}""");
        // The write permission includes reading, so listing policies adds no permission.
        ShouldBe(report[1]!, $$"""{"client":"writer","granted":["{{AccessTokens.PolicyRead}}","{{AccessTokens.PolicyWrite}}","{{AccessTokens.KeyRead}}"],"needed":[{"permission":"{{AccessTokens.PolicyWrite}}","operations":["P1","P4"]}],"unused":["{{AccessTokens.PolicyRead}}","{{AccessTokens.KeyRead}}"],"missing":[{"permission":"{{AccessTokens.KeyWrite}}","operations":["K2"]}]}""");
    }

    private static void ShouldBe(JsonNode client, string json) => client.ToJsonString().Should().Be(JsonNode.Parse(json)!.ToJsonString());

    private TrustFrameworkClient Client(string id, params string[] permissions)
    {
        var claims = AccessTokens.Application(_tenant, permissions);
        claims["appid"] = id;
        return new TrustFrameworkClient(server.CreateClient(), _tenant) { Bearer = AccessTokens.Unsigned(claims) };
    }
}
