namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Display controls and localized resources of the uploaded file have unique ids. The schema has keys for all elements except
/// these. The text is that of the similar case of metadata keys [I]. A child file may redefine an element of its base policy.
/// </summary>
internal static class BuildingBlockIdRule
{
    public static PolicyRule Rule { get; } = new(
        "building-block-id-unique", ValidationStage.Definitions, DuplicateKeyCheck.Message, Provenance.Inferred, "policy-rules 4", Evaluate)
    {
        InvalidSample = RuleSample.Create(Sample("api.EN")),
        ValidSample = RuleSample.Create(Sample("api.de")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => context.Document.Root?.Element("BuildingBlocks") is { } blocks
        ? DuplicateKeyCheck.Find(blocks.Elements("Localization", "LocalizedResources"), "Id", StringComparer.OrdinalIgnoreCase)
            .Concat(DuplicateKeyCheck.Find(blocks.Elements("DisplayControls", "DisplayControl"), "Id", StringComparer.OrdinalIgnoreCase))
        : [];

    private static string Sample(string second) =>
        $"""
        <BuildingBlocks><Localization Enabled="true">
          <SupportedLanguages DefaultLanguage="en"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages>
          <LocalizedResources Id="api.en" /><LocalizedResources Id="{second}" />
        </Localization></BuildingBlocks>
        """;
}
