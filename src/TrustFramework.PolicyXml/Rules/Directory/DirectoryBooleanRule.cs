namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>Metadata that switches something is true or false; the text is the catalogue's 90030.</summary>
internal static class DirectoryBooleanRule
{
    private static readonly string[] Keys =
        ["RaiseErrorIfClaimsPrincipalDoesNotExist", "RaiseErrorIfClaimsPrincipalAlreadyExists", "IncludeClaimResolvingInClaimsHandling"];

    public static PolicyRule Rule { get; } = new(
        "directory-boolean",
        Stage.Journeys,
        MetadataText.BooleanTemplate,
        Provenance.Inferred,
        "policy-rules 3 90030",
        policy => DirectoryProfiles.Reached(policy).SelectMany(profile => MetadataText.NotBoolean(profile, Keys)))
    {
        Bad = Raising("yes"),
        Good = Raising("True"),
    };

    private static RuleSample Raising(string value) => DirectoryProfiles.Reading(
        """<OutputClaim ClaimTypeReferenceId="displayName" />""",
        $"""<Item Key="RaiseErrorIfClaimsPrincipalDoesNotExist">{value}</Item>""");
}
