using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// A required input claim is provided by a previous step [O]: see <see cref="ClaimFlow"/>. For a step of a sub-journey, the
/// message has its order and the id of the sub-journey. [I]
/// </summary>
internal static class RequiredInputRule
{
    public static PolicyRule Rule { get; } = new(
        "required-input",
        ValidationStage.Journeys,
        "Claim type \"{0}\" is the input claim of technical profile \"{1}\" in step \"{2}\" of user journey \"{3}\" but it is not an output claim in any "
            + "of the previous steps.",
        Provenance.Observed,
        "policy-rules 2 #2",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Write") + SendClaimsStep(2), RelyingParty()),
        ValidSample = CreateSample(
            ClaimsExchangeStep(1, "Write") + SendClaimsStep(2), RelyingParty(inputs: "<InputClaims><InputClaim ClaimTypeReferenceId=\"EMAIL\" /></InputClaims>")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => (ClaimFlow.Start(context.Merged)?.FindMissingInputs() ?? [])
        .Select(missing => Finding.Create(
            missing.ClaimsExchange,
            $"Claim type \"{missing.ClaimTypeId}\" is the input claim of technical profile \"{missing.Profile.Id}\" in step \"{missing.Step.Order}\" of user "
            + $"journey \"{missing.Journey.Id}\" but it is not an output claim in any of the previous steps."));
}
