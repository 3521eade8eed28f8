namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>In the character set of a predicate, a backslash is only allowed before another backslash or a hyphen.</summary>
/// <remarks>
/// Nothing else is checked for predicates: four methods are documented (policy-rules 9.2), but no rejection of another method is
/// known.
/// </remarks>
internal static class CharacterSetRule
{
    public static PolicyRule Rule { get; } = new(
        "character-set-escape",
        ValidationStage.Definitions,
        "Predicate with id \"{0}\" is invalid, the only escape patterns allowed in CharacterSet Parameters are \"\\\\\" \"\\-\"",
        Provenance.Observed,
        "policy-rules 2 #24",
        Evaluate)
    {
        InvalidSample = RuleSample.Create(Sample(@"@#$%\:")),
        ValidSample = RuleSample.Create(Sample(@"@#$%\-\\:")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from predicate in context.Merged.Predicates.Values
        where EqualsIgnoreCase(predicate["Method"], "IncludesCharacters")
        from parameter in predicate.Elements("Parameters", "Parameter")
        where EqualsIgnoreCase(parameter["Id"], "CharacterSet") && HasInvalidEscape(parameter.Text)
        select Finding.Create(
            parameter,
            $"Predicate with id \"{predicate["Id"]}\" is invalid, the only escape patterns allowed in CharacterSet Parameters are \"\\\\\" \"\\-\"");

    private static bool HasInvalidEscape(string set)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (set[i] == '\\' && (++i == set.Length || set[i] is not ('\\' or '-')))
                return true;
        }

        return false;
    }

    private static bool EqualsIgnoreCase(string? written, string name) => string.Equals(written, name, StringComparison.OrdinalIgnoreCase);

    private static string Sample(string set) =>
        $"""
        <BuildingBlocks><Predicates><Predicate Id="Symbol" Method="IncludesCharacters" HelpText="a symbol">
          <Parameters><Parameter Id="CharacterSet">{set}</Parameter></Parameters>
        </Predicate></Predicates></BuildingBlocks>
        """;
}
