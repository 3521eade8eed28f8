using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// What a profile requires, a step before it gives out [O]: see <see cref="ClaimFlow"/>. A step of a sub-journey is named by its order there
/// and the sub-journey's id. [I]
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

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => ClaimFlow.Create(context.Merged) is not { } flow
        ? []
        : flow.MissingInputs.Select(missing => Finding.Create(
            missing.ClaimsExchange,
            $"Claim type \"{missing.ClaimTypeId}\" is the input claim of technical profile \"{missing.Profile.Id}\" in step \"{missing.Step.Order}\" of user "
            + $"journey \"{missing.Journey.Id}\" but it is not an output claim in any of the previous steps."))
            .DistinctBy(finding => finding.Message, StringComparer.OrdinalIgnoreCase);
}
