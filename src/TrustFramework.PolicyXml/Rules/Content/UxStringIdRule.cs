namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// A localized text of a page has an id that pages know. The service asks per page and version (AD#19025); here an id of any
/// page will do, and only resources that a content definition refers to are looked at. [I]
/// </summary>
internal static class UxStringIdRule
{
    public static PolicyRule Rule { get; } = new(
        "ux-string-id",
        Stage.Definitions,
        "The localized string with ElementType: UxElement and StringId: {0} has an invalid StringId",
        Provenance.Observed,
        "policy-rules 2 #12, 9.5",
        Look)
    {
        Bad = RuleSample.Of(PageSample.Localized("""ElementType="UxElement" StringId="no_such_id" """)),
        Good = RuleSample.Of(PageSample.Localized("""ElementType="UxElement" StringId="Button_Continue" """)),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        var referred = policy.Merged.ContentDefinitions.Values
            .SelectMany(definition => definition.Each("LocalizedResourcesReferences", "LocalizedResourcesReference"))
            .Select(reference => policy.Merged.LocalizedResources.Find(reference["LocalizedResourcesReferenceId"])).OfType<PolicyNode>().Distinct();
        return from resources in referred
               from text in resources.Each("LocalizedStrings", "LocalizedString")
               where string.Equals(text["ElementType"], "UxElement", StringComparison.OrdinalIgnoreCase)
               let id = text["StringId"] ?? ""
               where !UxStringIds.Known.Contains(id)
               select Finding.At(text, $"The localized string with ElementType: UxElement and StringId: {id} has an invalid StringId");
    }
}
