namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>
/// A profile that writes or deletes claims has persisted claims, as in all accepted policies (policy-rules 4 [V]). The text
/// follows catalog error 90034 [I].
/// </summary>
internal static class PersistedClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "directory-persisted-claims",
        ValidationStage.Journeys,
        "Profile '{0}' must contain at least one persisted claim.",
        Provenance.Inferred,
        "policy-rules 4",
        Evaluate)
    {
        InvalidSample = DirectoryProfiles.Sample("Write", DirectoryProfiles.SingleInputClaim),
        ValidSample = DirectoryProfiles.WriteSample("""<PersistedClaim ClaimTypeReferenceId="displayName" />"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in DirectoryProfiles.GetReachable(context)
        where profile.PersistedClaims.IsEmpty && DirectoryProfiles.HasOperation(profile, "Write", "DeleteClaims")
        select Finding.Create(profile.Node, $"Profile '{profile.Id}' must contain at least one persisted claim.");
}
