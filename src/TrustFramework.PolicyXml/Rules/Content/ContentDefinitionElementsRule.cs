namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// The merged content definition has its three addresses. A child file may give only one of them. The text is not recorded. [I]
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
        Level = RuleLevel.ErrorWithRelyingParty,
        InvalidSample = RuleSample.Create(PageSample.ContentDefinition("<LoadUri>~/page.html</LoadUri><RecoveryUri>~/error.html</RecoveryUri>")),
        ValidSample = RuleSample.Create(
            PageSample.ContentDefinition($"<LoadUri>~/page.html</LoadUri><RecoveryUri>~/error.html</RecoveryUri><DataUri>{PageSample.PageContract}</DataUri>"),
            PageSample.ContentDefinition("<LoadUri>~/other.html</LoadUri>")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from definition in context.Merged.ContentDefinitions.Values
        from element in RequiredElements
        where definition.Element(element) is null
        select Finding.Create(
            definition,
            $"ContentDefinition with id \"{definition["Id"]}\" in policy \"{context.Merged.PolicyId}\" of tenant \"{context.TenantName}\" "
            + $"does not contain the required element {element}.");
}
