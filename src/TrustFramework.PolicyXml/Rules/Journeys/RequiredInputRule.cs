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
        Stage.Journeys,
        "Claim type \"{0}\" is the input claim of technical profile \"{1}\" in step \"{2}\" of user journey \"{3}\" but it is not an output claim in any "
            + "of the previous steps.",
        Provenance.Observed,
        "policy-rules 2 #2",
        Look)
    {
        Bad = Of(Exchange(1, "Write") + Send(2), Party()),
        Good = Of(
            Exchange(1, "Write") + Send(2), Party(inputs: "<InputClaims><InputClaim ClaimTypeReferenceId=\"EMAIL\" /></InputClaims>")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) => ClaimFlow.Of(policy.Merged) is not { } flow
        ? []
        : flow.Missing.Select(missing => Finding.At(
            missing.Exchange,
            $"Claim type \"{missing.Claim}\" is the input claim of technical profile \"{missing.Profile.Id}\" in step \"{missing.Step.Order}\" of user "
            + $"journey \"{missing.In.Id}\" but it is not an output claim in any of the previous steps."))
            .DistinctBy(finding => finding.Message, StringComparer.OrdinalIgnoreCase);
}
