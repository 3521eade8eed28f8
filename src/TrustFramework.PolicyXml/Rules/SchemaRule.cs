using System.Text;
using System.Text.RegularExpressions;
using TrustFramework.PolicyXml.Schema;

namespace TrustFramework.PolicyXml.Rules;

/// <summary>The file conforms to the schema. The reader finds the violation; the rule formats it as the service does.</summary>
internal static partial class SchemaRule
{
    public static PolicyRule Rule { get; } = new(
        "schema",
        ValidationStage.Schema,
        "Schema validation error found at line {0} col {1} in policy \"{2}\" of tenant \"{3}\": {4}",
        Provenance.Observed,
        "policy-rules 2 #1",
        Evaluate);

    /// <summary>Returns all violations, where the rule returns the first one, as the service does.</summary>
    public static IEnumerable<Finding> FindAll(ValidationContext context)
    {
        if (context.Document.SchemaViolation is null)
            return [];
        using var text = new StringReader(Encoding.UTF8.GetString(Utf8Text.TrimByteOrderMark(context.Document.Content.Span)));
        using var reader = PolicySchema.CreateReader(text);
        return SchemaViolations.FindAll(reader).Select(violation => CreateFinding(context, violation));
    }

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Document.SchemaViolation is { } violation ? [CreateFinding(context, violation)] : [];

    // Only schema errors contain the policy id in upper case: clients 2.3 [O].
    private static Finding CreateFinding(ValidationContext context, Finding violation) => violation with
    {
        Message = $"Schema validation error found at line {violation.Line} col {violation.Column} in policy "
            + $"\"{context.Document.PolicyId.ToUpperInvariant()}\" of tenant \"{context.TenantName}\": "
            + violation.Message,
        Hint = GetHint(context, violation),
    };

    private static string? GetHint(ValidationContext context, Finding violation) => PlaceholderPattern().Match(violation.Message) switch
    {
        { Success: true, Value: var placeholder } => $"Replace the placeholder '{placeholder}' in the file.",
        _ when context.Document.UncheckedRoot.Name != SchemaElement.Root.Name => $"The file is not a policy: its root element is not {SchemaElement.Root.Name}.",
        _ => null,
    };

    /// <summary>Matches a template placeholder that was not filled in, the most common cause of an invalid value (clients 3 #2).</summary>
    [GeneratedRegex(@"\{[^{}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PlaceholderPattern();
}
