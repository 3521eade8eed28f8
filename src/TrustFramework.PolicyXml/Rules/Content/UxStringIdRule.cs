namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// The id of a localized string of a page exists. The service checks ids per page and version (AD#19025). This rule accepts the
/// ids of any page, and only checks resources that a content definition refers to. [I]
/// </summary>
internal static class UxStringIdRule
{
    public static PolicyRule Rule { get; } = new(
        "ux-string-id",
        ValidationStage.Definitions,
        "The localized string with ElementType: UxElement and StringId: {0} has an invalid StringId",
        Provenance.Observed,
        "policy-rules 2 #12, 9.5",
        Evaluate)
    {
        InvalidSample = RuleSample.Create(PageSample.LocalizedContentDefinition("""ElementType="UxElement" StringId="no_such_id" """)),
        ValidSample = RuleSample.Create(PageSample.LocalizedContentDefinition("""ElementType="UxElement" StringId="Button_Continue" """)),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        var referencedResources = context.Merged.ContentDefinitions.Values
            .SelectMany(definition => definition.Elements("LocalizedResourcesReferences", "LocalizedResourcesReference"))
            .Select(reference => context.Merged.LocalizedResources.Find(reference["LocalizedResourcesReferenceId"])).OfType<PolicyNode>().Distinct();
        return from resources in referencedResources
               from text in resources.Elements("LocalizedStrings", "LocalizedString")
               where string.Equals(text["ElementType"], "UxElement", StringComparison.OrdinalIgnoreCase)
               let id = text["StringId"] ?? ""
               where !UxStringIds.Known.Contains(id)
               select Finding.Create(text, $"The localized string with ElementType: UxElement and StringId: {id} has an invalid StringId");
    }
}
