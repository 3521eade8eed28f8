using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Tests.Policies;

/// <summary>Every rule over HTTP with its own samples: the invalid sample is refused with the service's text, the valid one is stored.</summary>
public sealed class RuleUploadTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    /// <summary>The rules with samples. FidelityTests counts them as covered.</summary>
    public static IEnumerable<string> CoveredRules { get; } = [.. PolicyValidator.Rules.Where(rule => rule.InvalidSample is not null).Select(rule => rule.Name)];

    public static TheoryData<string> Names() => [.. CoveredRules];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sample_that_violates_a_rule_is_refused_and_a_valid_one_is_stored(string name)
    {
        var rule = PolicyValidator.Rules.Single(candidate => candidate.Name == name);
        await _client.PostAsync("keySets", $$"""{"id":"{{RuleSample.KeySet}}"}""");

        var refused = await UploadAsync(rule.InvalidSample!);
        var accepted = await UploadAsync(rule.ValidSample!);

        (refused.Status, refused.Code).Should().Be((400, "AADB2C"));
        refused.Message.Should().MatchRegex("^Validation failed: [1-9][0-9]* validation error\\(s\\) found in policy \"[A-Z0-9_]+\" of tenant \"contoso.onmicrosoft.com\"\\.");
        accepted.Status.Should().BeOneOf([200, 201], accepted.Text);
    }

    /// <summary>The response to the last file of a chain. The others must be stored first.</summary>
    private async Task<ApiResponse> UploadAsync(RuleSample sample)
    {
        ApiResponse? response = null;
        foreach (var file in sample.Files)
        {
            response?.Status.Should().BeOneOf([200, 201], response.Text);
            var id = PolicyReader.Read(System.Text.Encoding.UTF8.GetBytes(file)).Value.PolicyId;
            response = await _client.PutPolicyAsync(id, file);
        }

        return response!;
    }
}
