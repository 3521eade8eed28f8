namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>Who writes or deletes claims says which: true of all accepted policies (policy-rules 4 [V]); the text is ours, after 90034 [I].</summary>
internal static class PersistedClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "directory-persisted-claims",
        Stage.Journeys,
        "Profile '{0}' must contain at least one persisted claim.",
        Provenance.Inferred,
        "policy-rules 4",
        Look)
    {
        Bad = DirectoryProfiles.Sample("Write", DirectoryProfiles.OneInput),
        Good = DirectoryProfiles.Writing("""<PersistedClaim ClaimTypeReferenceId="displayName" />"""),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from profile in DirectoryProfiles.Reached(policy)
        where profile.PersistedClaims.IsEmpty && DirectoryProfiles.Does(profile, "Write", "DeleteClaims")
        select Finding.At(profile.Node, $"Profile '{profile.Id}' must contain at least one persisted claim.");
}
