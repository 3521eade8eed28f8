using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// Numbers in the behaviors of the relying party are in the documented ranges. That the service refuses a session of less than 15
/// minutes is observed (azure-docs #68958 [O]); the text, and that it checks the other number, are inferred. [I]
/// </summary>
internal static class BehaviorRangeRule
{
    private static readonly NumberRange SessionExpiry = new(900, 86_400);
    private static readonly NumberRange KeepAlive = new(0, 90);

    public static PolicyRule Rule { get; } = new(
        "behavior-range",
        ValidationStage.Journeys,
        "{0} in UserJourneyBehaviors of policy '{1}' has the invalid value '{2}'. Expected a number from {3} to {4}.",
        Provenance.Inferred,
        "azure-docs #68958; runtime 8",
        Evaluate)
    {
        InvalidSample = Sample(600),
        ValidSample = Sample(900),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        if (context.Merged.RelyingParty?.Element("UserJourneyBehaviors") is not { } behaviors)
            yield break;
        var numbers = new[]
        {
            (Name: "SessionExpiryInSeconds", Node: behaviors.Element("SessionExpiryInSeconds"), Value: behaviors.Element("SessionExpiryInSeconds")?.Text.Trim(), Range: SessionExpiry),
            (Name: "KeepAliveInDays", Node: behaviors.Element("SingleSignOn"), Value: behaviors.Element("SingleSignOn")?["KeepAliveInDays"], Range: KeepAlive),
        };
        foreach (var (name, node, value, range) in numbers)
        {
            if (node is not null && value is not null && !range.Contains(value))
            {
                yield return Finding.Create(
                    node,
                    $"{name} in UserJourneyBehaviors of policy '{context.Merged.PolicyId}' has the invalid value '{value}'. "
                    + $"Expected a number from {range.Minimum} to {range.Maximum}.");
            }
        }
    }

    private static RuleSample Sample(int seconds) => CreateSample(
        ClaimsExchangeStep(1, "Read") + SendClaimsStep(2),
        RelyingPartyOf(Profile("PolicyProfile"), behaviors: $"<UserJourneyBehaviors><SessionExpiryInSeconds>{seconds}</SessionExpiryInSeconds></UserJourneyBehaviors>"));
}
