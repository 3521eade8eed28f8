namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// A child that appends its languages to those of the base names none a second time (SA#304 [O], of whose text only the
/// beginning is known). Twice in one file was never seen refused and passes. [I]
/// </summary>
/// <remarks>
/// Whether a language is one is not asked. The service takes the names that its Windows knows: it refused <c>de-BE</c> in 2019
/// (AD#27490), which later versions have.
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
        foreach (var same in languages.GroupBy(language => language.Text.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            if (same.Select(language => language.Location.PolicyId).Distinct(PolicyDocument.IdComparer).Skip(1).Any())
            {
                yield return Finding.Create(same.Last(), $"Duplicate in supported cultures list: {same.Key}") with
                {
                    Hint = "Leave out the languages that the base policies have, or write MergeBehavior=\"ReplaceAll\".",
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
