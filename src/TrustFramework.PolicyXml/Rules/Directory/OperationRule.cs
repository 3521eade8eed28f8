namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>Every profile has an operation, as in all accepted policies (policy-rules 4 [V]). The text is catalog error 90023.</summary>
internal static class OperationRule
{
    public const string Key = "Operation";

    public static PolicyRule Rule { get; } = new(
        "directory-operation",
        ValidationStage.Journeys,
        MetadataChecks.MissingTemplate,
        Provenance.Inferred,
        "policy-rules 4; 3 90023",
        context => DirectoryProfiles.GetReachable(context).SelectMany(profile => MetadataChecks.FindMissing(profile, [Key])))
    {
        InvalidSample = DirectoryProfiles.MinimalSample(DirectoryProfiles.SingleInputClaim),
        ValidSample = DirectoryProfiles.Sample("DeleteClaimsPrincipal", DirectoryProfiles.SingleInputClaim),
    };
}
