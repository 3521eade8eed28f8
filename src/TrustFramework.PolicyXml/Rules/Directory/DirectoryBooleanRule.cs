namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>Boolean metadata is true or false. The text is catalog error 90030.</summary>
internal static class DirectoryBooleanRule
{
    private static readonly string[] Keys =
        ["RaiseErrorIfClaimsPrincipalDoesNotExist", "RaiseErrorIfClaimsPrincipalAlreadyExists", "IncludeClaimResolvingInClaimsHandling"];

    public static PolicyRule Rule { get; } = new(
        "directory-boolean",
        ValidationStage.Journeys,
        MetadataChecks.InvalidBooleanTemplate,
        Provenance.Inferred,
        "policy-rules 3 90030",
        context => DirectoryProfiles.GetReachable(context).SelectMany(profile => MetadataChecks.FindInvalidBooleans(profile, Keys)))
    {
        InvalidSample = Sample("yes"),
        ValidSample = Sample("True"),
    };

    private static RuleSample Sample(string value) => DirectoryProfiles.ReadSample(
        """<OutputClaim ClaimTypeReferenceId="displayName" />""",
        $"""<Item Key="RaiseErrorIfClaimsPrincipalDoesNotExist">{value}</Item>""");
}
