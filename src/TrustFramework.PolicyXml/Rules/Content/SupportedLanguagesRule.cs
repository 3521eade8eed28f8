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
        Stage.Definitions,
        "Duplicate in supported cultures list: {0}",
        Provenance.Inferred,
        "policy-rules 2 #21",
        Look)
    {
        Bad = RuleSample.Of(Languages("en", "Append"), Languages("en", "Append")),
        Good = RuleSample.Of(Languages("en", "Append"), Languages("en", "ReplaceAll")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        var languages = policy.Merged.SupportedLanguages?.Each("SupportedLanguage") ?? [];
        foreach (var same in languages.GroupBy(language => language.Text.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            if (same.Select(language => language.Place.PolicyId).Distinct(PolicyDocument.IdComparer).Skip(1).Any())
            {
                yield return Finding.At(same.Last(), $"Duplicate in supported cultures list: {same.Key}") with
                {
                    Hint = "Leave out the languages that the base policies have, or write MergeBehavior=\"ReplaceAll\".",
                };
            }
        }
    }

    private static string Languages(string language, string merge) =>
        $"""
        <BuildingBlocks><Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="{merge}">
          <SupportedLanguage>{language}</SupportedLanguage>
        </SupportedLanguages></Localization></BuildingBlocks>
        """;
}
