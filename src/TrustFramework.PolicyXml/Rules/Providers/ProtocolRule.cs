namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// Every reachable profile has a protocol, its own, inherited or included, as have 5 397 of 5 398 profiles in accepted policies.
/// The provider of the remaining one is in a file that is not part of the sample. The text is unknown. [I]
/// </summary>
internal static class ProtocolRule
{
    public static PolicyRule Rule { get; } = new(
        "profile-protocol",
        ValidationStage.Journeys,
        "TechnicalProfile \"{0}\" in policy \"{1}\" of tenant \"{2}\" does not specify a protocol.",
        Provenance.Inferred,
        "policy-rules 4",
        Evaluate)
    {
        InvalidSample = ProviderPolicySample.WithProfile("<DisplayName>Any</DisplayName>"),
        ValidSample = ProviderPolicySample.WithProfile("""<Protocol Name="None" />"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in context.Merged.Reachable.Profiles
        where profile.Protocol is null
        select Finding.Create(
            profile.Node,
            $"TechnicalProfile \"{profile.Id}\" in policy \"{context.Merged.PolicyId}\" of tenant \"{context.TenantName}\" does not specify a protocol.") with
        {
            Hint = "Add a Protocol element to the profile, or add the policy file that defines the rest of the profile to the chain.",
        };
}
