namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// No two display controls or localized resources of the uploaded file have the same id: the schema has keys for everything but these.
/// The text is taken from the like case of metadata keys [I]. A child file may define anew what its base has.
/// </summary>
internal static class BuildingBlockIdRule
{
    public static PolicyRule Rule { get; } = new(
        "building-block-id-unique", Stage.Definitions, DuplicateText.Message, Provenance.Inferred, "policy-rules 4", Look)
    {
        Bad = RuleSample.Of(Sample("api.EN")),
        Good = RuleSample.Of(Sample("api.de")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) => policy.Policy.Root?.Child("BuildingBlocks") is { } blocks
        ? DuplicateText.Find(blocks.Each("Localization", "LocalizedResources"), "Id", StringComparer.OrdinalIgnoreCase)
            .Concat(DuplicateText.Find(blocks.Each("DisplayControls", "DisplayControl"), "Id", StringComparer.OrdinalIgnoreCase))
        : [];

    private static string Sample(string second) =>
        $"""
        <BuildingBlocks><Localization Enabled="true">
          <SupportedLanguages DefaultLanguage="en"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages>
          <LocalizedResources Id="api.en" /><LocalizedResources Id="{second}" />
        </Localization></BuildingBlocks>
        """;
}
