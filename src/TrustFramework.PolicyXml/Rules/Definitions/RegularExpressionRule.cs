using System.Text.RegularExpressions;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The pattern of a claim type and of a predicate is a regular expression. That the service does not check it is [I].</summary>
internal static class RegularExpressionRule
{
    // A longer pattern is not checked, because creating a regular expression takes a multiple of its length.
    private const int MaxLength = 4000;

    public static PolicyRule Rule { get; } = new(
        "regular-expression", ValidationStage.Definitions, FormatMessage("{0}", "{1}"), Provenance.Inferred, "policy-rules 9.2", Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = RuleSample.Create(Sample("^[0-9+$")),
        ValidSample = RuleSample.Create(Sample("^[0-9]+$")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var node in context.Document.Root?.DescendantsAndSelf() ?? [])
        {
            if (GetPattern(node) is { Length: <= MaxLength } pattern && FindError(pattern) is { } error)
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
