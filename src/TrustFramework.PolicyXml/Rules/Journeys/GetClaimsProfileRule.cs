using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A GetClaims step of a reachable journey names the profile that reads the id token hint, as the documentation describes. Nobody has seen
/// the service refuse a step without it.
/// </summary>
internal static class GetClaimsProfileRule
{
    public static PolicyRule Rule { get; } = new(
        "get-claims-profile",
        ValidationStage.Journeys,
        "The orchestration step '{0}' of user journey '{1}' of policy '{2}' is of type GetClaims and has no CpimIssuerTechnicalProfileReferenceId.",
        Provenance.Documented,
        "doc:id-token-hint",
        Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = CreateSample(Step(1, StepType.GetClaims) + SendClaimsStep(2), RelyingParty(SampleOutput)),
        ValidSample = CreateSample(Step(1, StepType.GetClaims, attributes: "CpimIssuerTechnicalProfileReferenceId=\"Read\"") + SendClaimsStep(2), RelyingParty()),
    };

    private const string SampleOutput = """<OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" DefaultValue="nobody" />""";

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from found in context.Merged.Reachable.Journeys.SelectMany(journey => journey.EnumerateSteps(context.Merged))
        where found.Step.Type == StepType.GetClaims && string.IsNullOrWhiteSpace(found.Step.IssuerProfileId)
        select Finding.Create(
            found.Step.Node,
            $"The orchestration step '{found.Step.Order}' of user journey '{found.Journey.Id}' of policy '{context.Merged.PolicyId}' is of type GetClaims "
            + "and has no CpimIssuerTechnicalProfileReferenceId.");
}
