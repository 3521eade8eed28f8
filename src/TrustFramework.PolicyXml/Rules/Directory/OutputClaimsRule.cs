namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>Who reads says what: true of all accepted policies (policy-rules 4 [V]); the text is ours, after 90034 [I].</summary>
internal static class OutputClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "directory-output-claims",
        Stage.Journeys,
        "Profile '{0}' must contain at least one output claim.",
        Provenance.Inferred,
        "policy-rules 4",
        Look)
    {
        Bad = DirectoryProfiles.Sample("Read", DirectoryProfiles.OneInput),
        Good = DirectoryProfiles.Reading("""<OutputClaim ClaimTypeReferenceId="displayName" />"""),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from profile in DirectoryProfiles.Reached(policy)
        where profile.OutputClaims.IsEmpty && DirectoryProfiles.Does(profile, "Read")
        select Finding.At(profile.Node, $"Profile '{profile.Id}' must contain at least one output claim.");
}
