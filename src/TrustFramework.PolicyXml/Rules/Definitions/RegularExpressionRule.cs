using System.Text.RegularExpressions;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The pattern of a claim type and of a predicate is a regular expression. That the service does not check it is [I].</summary>
internal static class RegularExpressionRule
{
    // Of all patterns of a file together. Creating a regular expression can take 30 microseconds for each character: case is ignored in a class of all
    // characters.
    private const int MaxLength = 8000;

    public static PolicyRule Rule { get; } = new(
        "regular-expression", ValidationStage.Definitions, FormatMessage("{0}", "{1}"), Provenance.Inferred, "policy-rules 9.2", Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = RuleSample.Create(Sample("^[0-9+$")),
        ValidSample = RuleSample.Create(Sample("^[0-9]+$")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        var remaining = MaxLength;
        foreach (var node in context.Document.Root?.DescendantsAndSelf() ?? [])
        {
            if (GetPattern(node) is not { } pattern || (remaining -= pattern.Length) < 0)
                continue;
            if (FindError(pattern) is { } error)
                yield return Finding.Create(node, FormatMessage(pattern, error));
        }
    }

    private static string? GetPattern(PolicyNode node) => node.Name switch
    {
        "Pattern" => node["RegularExpression"],
        "Parameter" when node["Id"] is { } id && id.Equals("RegularExpression", StringComparison.OrdinalIgnoreCase) => node.Text,
        _ => null,
    };

    private static string? FindError(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.None, Regex.InfiniteMatchTimeout);
            return null;
        }
        catch (RegexParseException exception)
        {
            return exception.Error.ToString();
        }
    }

    private static string FormatMessage(string pattern, string error) => $"The regular expression '{pattern}' is not valid: {error}.";

    private static string Sample(string pattern) =>
        $"""
        <BuildingBlocks><ClaimsSchema><ClaimType Id="code"><DataType>string</DataType>
          <Restriction><Pattern RegularExpression="{pattern}" /></Restriction>
        </ClaimType></ClaimsSchema></BuildingBlocks>
        """;
}
