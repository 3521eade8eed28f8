namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Localized resources contain each string only once. The texts are those of catalog errors 90230, for strings of an element, and
/// 90231. The catalog writes them for language files; that they apply to policies is inferred, but all accepted policies conform
/// [I].
/// </summary>
internal static class LocalizedStringRule
{
    public static PolicyRule ElementRule { get; } = new(
        "localized-string-of-element-unique",
        ValidationStage.Definitions,
        FormatMessage("ElementType: {0}, ElementId: {1} and StringId: {2}"),
        Provenance.Inferred,
        "policy-rules 3, 90230",
        context => Evaluate(context, hasElementId: true))
    {
        InvalidSample = RuleSample.Create(Sample("""ElementId="email" """, """ElementId="email" """)),
        ValidSample = RuleSample.Create(Sample("""ElementId="email" """, """ElementId="surname" """)),
    };

    public static PolicyRule PageRule { get; } = new(
        "localized-string-unique",
        ValidationStage.Definitions,
        FormatMessage("ElementType: {0} and StringId: {1}"),
        Provenance.Inferred,
        "policy-rules 3, 90231",
        context => Evaluate(context, hasElementId: false))
    {
        InvalidSample = RuleSample.Create(Sample("", "")),
        ValidSample = RuleSample.Create(Sample("", """ElementId="email" """)),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context, bool hasElementId)
    {
        foreach (var resources in context.Merged.LocalizedResources.Values)
        {
            var seen = new HashSet<(string?, string?, string?)>();
            foreach (var text in resources.Elements("LocalizedStrings", "LocalizedString"))
            {
                var (type, element, id) = (text["ElementType"], text["ElementId"], text["StringId"]);
                if (!string.IsNullOrEmpty(element) == hasElementId && !seen.Add((type, element ?? "", id)))
                {
                    yield return Finding.Create(text, FormatMessage(hasElementId
                        ? $"ElementType: {type}, ElementId: {element} and StringId: {id}"
                        : $"ElementType: {type} and StringId: {id}"));
                }
            }
        }
    }

    private static string FormatMessage(string which) =>
        $"The uploaded localized resource contains a duplicated key, please ensure that the localized string with {which} appears only once.";

    private static string Sample(string first, string second) =>
        $"""
        <BuildingBlocks><Localization Enabled="true">
          <SupportedLanguages DefaultLanguage="en"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages>
          <LocalizedResources Id="api.en"><LocalizedStrings>
            <LocalizedString ElementType="ClaimType" {first}StringId="DisplayName">One</LocalizedString>
            <LocalizedString ElementType="ClaimType" {second}StringId="DisplayName">Two</LocalizedString>
          </LocalizedStrings></LocalizedResources>
        </Localization></BuildingBlocks>
        """;
}
