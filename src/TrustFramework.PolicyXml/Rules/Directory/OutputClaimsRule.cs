namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>
/// A profile that reads has output claims, as in all accepted policies (policy-rules 4 [V]). The text follows catalog error 90034
/// [I].
/// </summary>
internal static class OutputClaimsRule
{
    public static PolicyRule Rule { get; } = new(
        "directory-output-claims",
        ValidationStage.Journeys,
        "Profile '{0}' must contain at least one output claim.",
        Provenance.Inferred,
        "policy-rules 4",
        Evaluate)
    {
        InvalidSample = DirectoryProfiles.Sample("Read", DirectoryProfiles.SingleInputClaim),
        ValidSample = DirectoryProfiles.ReadSample("""<OutputClaim ClaimTypeReferenceId="displayName" />"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in DirectoryProfiles.GetReachable(context)
        where profile.OutputClaims.IsEmpty && DirectoryProfiles.HasOperation(profile, "Read")
        select Finding.Create(profile.Node, $"Profile '{profile.Id}' must contain at least one output claim.");
}
