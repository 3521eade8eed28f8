namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// Every reached profile says, itself or through what it inherits and includes, what protocol it speaks. 5 398 of 5 398 accepted
/// ones do but one, whose provider lies in a file that the sample leaves to others. The text is unknown. [I]
/// </summary>
internal static class ProtocolRule
{
    public static PolicyRule Rule { get; } = new(
        "profile-protocol",
        Stage.Journeys,
        "TechnicalProfile \"{0}\" in policy \"{1}\" of tenant \"{2}\" does not specify a protocol.",
        Provenance.Inferred,
        "policy-rules 4",
        Look)
    {
        Bad = SignInSample.Calling("<DisplayName>Any</DisplayName>"),
        Good = SignInSample.Calling("""<Protocol Name="None" />"""),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from profile in policy.Merged.Reach.Profiles
        where profile.Protocol is null
        select Finding.At(
            profile.Node,
            $"TechnicalProfile \"{profile.Id}\" in policy \"{policy.Merged.PolicyId}\" of tenant \"{policy.Tenant}\" does not specify a protocol.") with
        {
            Hint = "Give it a Protocol element, or add the policy file that defines the rest of this profile to the chain.",
        };
}
