using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reachable profile has the input or output claims that all accepted policies have. A claims transformation profile needs
/// output claims, but no transformations. The text is unknown; this one follows catalog error 90034. [I]
/// </summary>
internal static class RequiredClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "provider-claims",
        ValidationStage.Journeys,
        "Profile '{0}' must contain at least one {1} claim.",
        Provenance.Inferred,
        "policy-rules 4",
        Evaluate)
    {
        InvalidSample = Sample(""),
        ValidSample = Sample("""<OutputClaims><OutputClaim ClaimTypeReferenceId="name" /></OutputClaims>"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in context.Merged.Reachable.Profiles
        let missing = GetMissingClaimKind(profile)
        where missing is not null
        select Finding.Create(profile.Node, $"Profile '{profile.Id}' must contain at least one {missing} claim.");

    private static string? GetMissingClaimKind(TechnicalProfile profile) => profile switch
    {
        { OutputClaims: [], DisplayClaims: [] } when profile.IsHandledBy("SelfAssertedAttributeProvider") => "output or display",
        { OutputClaims: [] } when profile.IsHandledBy("ClaimsTransformationProtocolProvider") => "output",
        { InputClaims: [] } when profile.IsHandledBy("PhoneFactorProtocolProvider") => "input",
        _ => null,
    };

    private static RuleSample Sample(string claims) => ProviderPolicySample.WithHandler("ClaimsTransformationProtocolProvider", claims);
}
