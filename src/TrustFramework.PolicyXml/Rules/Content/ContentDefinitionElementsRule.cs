namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// A content definition has its three addresses once the chain is merged; a child may give but one of them. The text was not
/// recorded. [I]
/// </summary>
internal static class ContentDefinitionElementsRule
{
    private static readonly string[] RequiredElements = ["LoadUri", "RecoveryUri", "DataUri"];

    public static PolicyRule Rule { get; } = new(
        "content-definition-complete",
        ValidationStage.Definitions,
        "ContentDefinition with id \"{0}\" in policy \"{1}\" of tenant \"{2}\" does not contain the required element {3}.",
        Provenance.Inferred,
        "policy-rules 2 #20",
        Evaluate)
    {
        InvalidSample = RuleSample.Create(PageSample.ContentDefinition("<LoadUri>~/page.html</LoadUri><RecoveryUri>~/error.html</RecoveryUri>")),
        ValidSample = RuleSample.Create(
            PageSample.ContentDefinition($"<LoadUri>~/page.html</LoadUri><RecoveryUri>~/error.html</RecoveryUri><DataUri>{PageSample.PageContract}</DataUri>"),
            PageSample.ContentDefinition("<LoadUri>~/other.html</LoadUri>")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from definition in context.Merged.ContentDefinitions.Values
        from part in RequiredElements
        where definition.Element(part) is null
        select Finding.Create(
            definition,
            $"ContentDefinition with id \"{definition["Id"]}\" in policy \"{context.Merged.PolicyId}\" of tenant \"{context.TenantName}\" "
            + $"does not contain the required element {part}.");
}
