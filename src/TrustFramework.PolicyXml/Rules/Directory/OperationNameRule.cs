namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>
/// The operation is one of four, ignoring case [I]. Catalog error 90032 has two placeholders for them: the first gets all but the
/// last [I].
/// </summary>
internal static class OperationNameRule
{
    public static PolicyRule Rule { get; } = new(
        "directory-operation-name",
        ValidationStage.Journeys,
        "Profile '{0}' contains the unsupported request operation '{1}'. Expected one of '{2}' or '{3}'.",
        Provenance.Inferred,
        "policy-rules 4; 3 90032",
        Evaluate)
    {
        InvalidSample = DirectoryProfiles.Sample("Update", DirectoryProfiles.SingleInputClaim),
        ValidSample = DirectoryProfiles.Sample("DeleteClaimsPrincipal", DirectoryProfiles.SingleInputClaim),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in DirectoryProfiles.GetReachable(context)
        let operation = profile.FindMetadataValue(OperationRule.Key)
        where operation is not null && !DirectoryProfiles.HasOperation(profile, "Read", "Write", "DeleteClaims", "DeleteClaimsPrincipal")
        select Finding.Create(
            profile.Metadata[OperationRule.Key],
            $"Profile '{profile.Id}' contains the unsupported request operation '{operation}'. "
            + "Expected one of 'Read', 'Write', 'DeleteClaims' or 'DeleteClaimsPrincipal'.");
}
