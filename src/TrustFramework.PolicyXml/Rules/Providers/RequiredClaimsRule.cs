using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// What goes into a reached profile or comes out of it, where every accepted policy has some. A claims transformation provider
/// needs output claims, not transformations. No text is known; this one follows the catalogue's 90034. [I]
/// </summary>
internal static class RequiredClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "provider-claims",
        Stage.Journeys,
        "Profile '{0}' must contain at least one {1} claim.",
        Provenance.Inferred,
        "policy-rules 4",
        Look)
    {
        Bad = Transformer(""),
        Good = Transformer("""<OutputClaims><OutputClaim ClaimTypeReferenceId="name" /></OutputClaims>"""),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from profile in policy.Merged.Reach.Profiles
        let missing = Missing(profile)
        where missing is not null
        select Finding.At(profile.Node, $"Profile '{profile.Id}' must contain at least one {missing} claim.");

    private static string? Missing(TechnicalProfile profile) => profile switch
    {
        { OutputClaims: [], DisplayClaims: [] } when profile.IsHandledBy("SelfAssertedAttributeProvider") => "output or display",
        { OutputClaims: [] } when profile.IsHandledBy("ClaimsTransformationProtocolProvider") => "output",
        { InputClaims: [] } when profile.IsHandledBy("PhoneFactorProtocolProvider") => "input",
        _ => null,
    };

    private static RuleSample Transformer(string claims) => SignInSample.Handled("ClaimsTransformationProtocolProvider", claims);
}
