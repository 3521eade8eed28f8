namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// Every reached profile says, itself or through what it inherits and includes, what protocol it speaks. 5 398 of 5 398 accepted
/// ones do but one, whose provider lies in a file that the sample leaves to others. The text is unknown. [I]
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
            Hint = "Give it a Protocol element, or add the policy file that defines the rest of this profile to the chain.",
        };
}
