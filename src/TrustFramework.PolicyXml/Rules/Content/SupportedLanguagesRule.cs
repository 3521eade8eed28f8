namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// A child file that appends languages to those of the base policy does not repeat one (SA#304 [O]; only the beginning of the
/// text is known). A language that occurs twice in one file is accepted, because no rejection is known. [I]
/// </summary>
/// <remarks>
/// Whether a language exists is not checked. The service accepts the names that its version of Windows knows: it rejected
/// <c>de-BE</c> in 2019 (AD#27490), which later versions have.
/// </remarks>
internal static class SupportedLanguagesRule
{
    public static PolicyRule Rule { get; } = new(
        "supported-language-twice",
        ValidationStage.Definitions,
        "Duplicate in supported cultures list: {0}",
        Provenance.Inferred,
        "policy-rules 2 #21",
        Evaluate)
    {
        InvalidSample = RuleSample.Create(Sample("en", "Append"), Sample("en", "Append")),
        ValidSample = RuleSample.Create(Sample("en", "Append"), Sample("en", "ReplaceAll")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        var languages = context.Merged.SupportedLanguages?.Elements("SupportedLanguage") ?? [];
        foreach (var duplicates in languages.GroupBy(language => language.Text.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            if (duplicates.Select(language => language.Location.PolicyId).Distinct(PolicyDocument.IdComparer).Skip(1).Any())
            {
                yield return Finding.Create(duplicates.Last(), $"Duplicate in supported cultures list: {duplicates.Key}") with
                {
                    Hint = "Remove the languages that the base policies already have, or set MergeBehavior=\"ReplaceAll\".",
                };
            }
        }
    }

    private static string Sample(string language, string merge) =>
        $"""
        <BuildingBlocks><Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="{merge}">
          <SupportedLanguage>{language}</SupportedLanguage>
        </SupportedLanguages></Localization></BuildingBlocks>
        """;
}
