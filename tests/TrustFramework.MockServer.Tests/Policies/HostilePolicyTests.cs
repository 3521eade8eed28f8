using TrustFramework.MockServer.Tests.Control;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Policies;

/// <summary>Valid uploads that are deep, wide or unusual. The limits are tested in TrustFramework.PolicyXml.Tests.</summary>
public sealed class HostilePolicyTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    [Fact]
    public async Task A_long_chain_of_includes_is_refused_with_a_clear_error()
    {
        var client = server.NewTenant();
        var profiles = string.Concat(Enumerable.Range(0, 9_000).Select(i => $"<TechnicalProfile Id=\"P{i}\"><IncludeTechnicalProfile ReferenceId=\"P{(i == 0 ? 8_999 : i - 1)}\" /></TechnicalProfile>"));

        (await client.PutPolicyAsync("B2C_1A_a", Policy("B2C_1A_a", innerXml: ClaimsProviders(profiles)))).Message.Should().EndWith(
            "The technical profiles of policy \"B2C_1A_a\" of tenant \"contoso.onmicrosoft.com\" have more than 100000 elements, counting the elements that they include and refer to.");
        (await client.PutPolicyAsync("B2C_1A_a", Policy("B2C_1A_a"))).Status.Should().Be(201, "the server still runs");
    }

    [Fact]
    public async Task A_policy_whose_views_would_be_too_large_is_not_shown()
    {
        await using var own = MockServerFactory.With("MockServer:Validation", "off");
        var client = own.NewTenant();
        var profiles = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"<TechnicalProfile Id=\"P{i}\" />"));
        var overriding = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"<ClaimsProvider><DisplayName>{i}</DisplayName><TechnicalProfiles><TechnicalProfile Id=\"P{i}\" /></TechnicalProfiles></ClaimsProvider>"));
        await client.PutPolicyAsync("B2C_1A_a", Policy("B2C_1A_a", innerXml: ClaimsProviders(profiles, $"<Domains>{string.Concat(Enumerable.Repeat("<Domain>a</Domain>", 1_000))}</Domains>")));
        await client.PutPolicyAsync("B2C_1A_b", Policy("B2C_1A_b", "B2C_1A_a", innerXml: $"<ClaimsProviders>{overriding}</ClaimsProviders>"));

        foreach (var view in new[] { "effective?format=xml", "effective?format=json", "graph?format=json", "graph?format=mermaid" })
        {
            var response = await new ControlClient(own.CreateClient()).GetAsync($"policies/B2C_1A_b/{view}&tenant={client.Tenant}");
            ControlClient.ShouldBeProblem(response, 409, "The policy with its base policies is too large to be shown.");
        }
    }

    private static string ClaimsProviders(string profiles, string elements = "") =>
        $"<ClaimsProviders><ClaimsProvider>{elements}<DisplayName>Any</DisplayName><TechnicalProfiles>{profiles}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>";
}
