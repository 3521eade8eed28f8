namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>Every profile says what it does to the user: true of all accepted policies (policy-rules 4 [V]); the text is the catalogue's 90023.</summary>
internal static class OperationRule
{
    public const string Key = "Operation";

    public static PolicyRule Rule { get; } = new(
        "directory-operation",
        Stage.Journeys,
        MetadataText.MissingTemplate,
        Provenance.Inferred,
        "policy-rules 4; 3 90023",
        policy => DirectoryProfiles.Reached(policy).SelectMany(profile => MetadataText.Missing(profile, [Key])))
    {
        Bad = DirectoryProfiles.Bare(DirectoryProfiles.OneInput),
        Good = DirectoryProfiles.Sample("DeleteClaimsPrincipal", DirectoryProfiles.OneInput),
    };
}
