using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Tests.Policies;

/// <summary>Every rule over HTTP, by its own samples: what breaks it is refused in the service's frame, what keeps to it is stored.</summary>
public sealed class RuleUploadTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    /// <summary>The rules that have samples; the page of fidelity counts them as witnessed here.</summary>
    public static IEnumerable<string> CoveredRules { get; } = [.. PolicyValidator.Rules.Where(rule => rule.InvalidSample is not null).Select(rule => rule.Name)];

    public static TheoryData<string> Names() => [.. CoveredRules];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_breaks_a_rule_is_refused_and_what_keeps_to_it_is_stored(string name)
    {
        var rule = PolicyValidator.Rules.Single(candidate => candidate.Name == name);
        await _client.PostAsync("keySets", $$"""{"id":"{{RuleSample.KeySet}}"}""");

        var refused = await UploadAsync(rule.InvalidSample!);
        var accepted = await UploadAsync(rule.ValidSample!);

        (refused.Status, refused.Code).Should().Be((400, "AADB2C"));
        refused.Message.Should().MatchRegex("^Validation failed: [1-9][0-9]* validation error\\(s\\) found in policy \"[A-Z0-9_]+\" of tenant \"contoso.onmicrosoft.com\"\\.");
        accepted.Status.Should().BeOneOf([200, 201], accepted.Text);
    }

    /// <summary>The answer to the last file of a chain; the others have to be stored before it.</summary>
    private async Task<ApiResponse> UploadAsync(RuleSample sample)
    {
        ApiResponse? answer = null;
        foreach (var file in sample.Files)
        {
            answer?.Status.Should().BeOneOf([200, 201], answer.Text);
            var id = PolicyReader.Read(System.Text.Encoding.UTF8.GetBytes(file)).Value.PolicyId;
            answer = await _client.PutPolicyAsync(id, file);
        }

        return answer!;
    }
}
