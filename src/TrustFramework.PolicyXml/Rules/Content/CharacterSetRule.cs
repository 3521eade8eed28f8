namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>In the character set of a predicate a backslash stands before another one or before a hyphen, and nowhere else.</summary>
/// <remarks>
/// Of predicates nothing more is asked: the documented methods are four (policy-rules 9.2), but that another is refused was
/// never seen.
/// </remarks>
internal static class CharacterSetRule
{
    public static PolicyRule Rule { get; } = new(
        "character-set-escape",
        Stage.Definitions,
        "Predicate with id \"{0}\" is invalid, the only escape patterns allowed in CharacterSet Parameters are \"\\\\\" \"\\-\"",
        Provenance.Observed,
        "policy-rules 2 #24",
        Look)
    {
        Bad = RuleSample.Of(Predicate(@"@#$%\:")),
        Good = RuleSample.Of(Predicate(@"@#$%\-\\:")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from predicate in policy.Merged.Predicates.Values
        where Is(predicate["Method"], "IncludesCharacters")
        from parameter in predicate.Each("Parameters", "Parameter")
        where Is(parameter["Id"], "CharacterSet") && HasBadEscape(parameter.Text)
        select Finding.At(
            parameter,
            $"Predicate with id \"{predicate["Id"]}\" is invalid, the only escape patterns allowed in CharacterSet Parameters are \"\\\\\" \"\\-\"");

    private static bool HasBadEscape(string set)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (set[i] == '\\' && (++i == set.Length || set[i] is not ('\\' or '-')))
                return true;
        }

        return false;
    }

    private static bool Is(string? written, string name) => string.Equals(written, name, StringComparison.OrdinalIgnoreCase);

    private static string Predicate(string set) =>
        $"""
        <BuildingBlocks><Predicates><Predicate Id="Symbol" Method="IncludesCharacters" HelpText="a symbol">
          <Parameters><Parameter Id="CharacterSet">{set}</Parameter></Parameters>
        </Predicate></Predicates></BuildingBlocks>
        """;
}
