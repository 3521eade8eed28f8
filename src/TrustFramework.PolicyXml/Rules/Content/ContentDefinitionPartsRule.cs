namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// A content definition has its three addresses once the chain is merged; a child may give but one of them. The text was not
/// recorded. [I]
/// </summary>
internal static class ContentDefinitionPartsRule
{
    private static readonly string[] Parts = ["LoadUri", "RecoveryUri", "DataUri"];

    public static PolicyRule Rule { get; } = new(
        "content-definition-complete",
        Stage.Definitions,
        "ContentDefinition with id \"{0}\" in policy \"{1}\" of tenant \"{2}\" does not contain the required element {3}.",
        Provenance.Inferred,
        "policy-rules 2 #20",
        Look)
    {
        Bad = RuleSample.Of(PageSample.Definition("<LoadUri>~/page.html</LoadUri><RecoveryUri>~/error.html</RecoveryUri>")),
        Good = RuleSample.Of(
            PageSample.Definition($"<LoadUri>~/page.html</LoadUri><RecoveryUri>~/error.html</RecoveryUri><DataUri>{PageSample.Contract}</DataUri>"),
            PageSample.Definition("<LoadUri>~/other.html</LoadUri>")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from definition in policy.Merged.ContentDefinitions.Values
        from part in Parts
        where definition.Child(part) is null
        select Finding.At(
            definition,
            $"ContentDefinition with id \"{definition["Id"]}\" in policy \"{policy.Merged.PolicyId}\" of tenant \"{policy.Tenant}\" "
            + $"does not contain the required element {part}.");
}
