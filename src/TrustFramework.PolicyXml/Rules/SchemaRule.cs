using System.Text.RegularExpressions;

namespace TrustFramework.PolicyXml.Rules;

/// <summary>The file keeps to the schema. The violation was found while reading; the rule gives it the service's frame.</summary>
internal static partial class SchemaRule
{
    public static PolicyRule Rule { get; } = new(
        "schema",
        ValidationStage.Schema,
        "Schema validation error found at line {0} col {1} in policy \"{2}\" of tenant \"{3}\": {4}",
        Provenance.Observed,
        "policy-rules 2 #1",
        Evaluate);

    // Schema errors alone name the policy in upper case: clients 2.3 [O].
    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Document.SchemaViolation is not { } violation
            ? []
            : [violation with
            {
                Message = $"Schema validation error found at line {violation.Line} col {violation.Column} in policy "
                    + $"\"{context.Document.PolicyId.ToUpperInvariant()}\" of tenant \"{context.TenantName}\": "
                    + violation.Message,
                Hint = PlaceholderPattern().Match(violation.Message) is { Success: true } left ? $"The placeholder '{left.Value}' was left in the file." : null,
            }];

    /// <summary>The commonest cause of a bad value: a template that was never filled in (clients 3 #2). The message shows the value.</summary>
    [GeneratedRegex(@"\{[^{}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PlaceholderPattern();
}
