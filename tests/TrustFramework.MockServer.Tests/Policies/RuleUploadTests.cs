using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Tests.Policies;

/// <summary>
/// Every rule over HTTP with its own samples: the invalid sample is refused with the service's text, or stored if the rule only warns, and the
/// valid one is stored.
/// </summary>
public sealed class RuleUploadTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    /// <summary>The rules with samples. FidelityTests counts them as covered.</summary>
    public static IEnumerable<string> CoveredRules { get; } = [.. PolicyValidator.Rules.Where(rule => rule.InvalidSample is not null).Select(rule => rule.Name)];

    public static TheoryData<string> Names() => [.. CoveredRules];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sample_that_violates_a_rule_is_refused_unless_it_is_a_warning_and_a_valid_one_is_stored(string name)
    {
        var rule = PolicyValidator.Rules.Single(candidate => candidate.Name == name);
        await _client.PostAsync("keySets", $$"""{"id":"{{RuleSample.KeySet}}"}""");

        var violating = await UploadAsync(rule.InvalidSample!);
        var accepted = await UploadAsync(rule.ValidSample!);

        accepted.Status.Should().BeOneOf([200, 201], accepted.Text);
        if (violating.Status is 200 or 201)
        {
            rule.Level.Should().NotBe(RuleLevel.Error);
            return;
        }

        rule.Level.Should().NotBe(RuleLevel.Warning);
        (violating.Status, violating.Code).Should().Be((400, "AADB2C"));
        violating.Message.Should().MatchRegex("^Validation failed: [1-9][0-9]* validation error\\(s\\) found in policy \"[A-Z0-9_]+\" of tenant \"contoso.onmicrosoft.com\"\\.");
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
