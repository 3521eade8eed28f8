namespace TrustFramework.PolicyXml.Rules;

/// <summary>The file keeps to the schema. The violation was found while reading; the rule gives it the service's frame.</summary>
internal static class SchemaRule
{
    public static PolicyRule Rule { get; } = new(
        "schema",
        Stage.Schema,
        "Schema validation error found at line {0} col {1} in policy \"{2}\" of tenant \"{3}\": {4}",
        Provenance.Observed,
        "policy-rules 2 #1",
        Look);

    // Schema errors alone name the policy in upper case: clients 2.3 [O].
    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        policy.Reading.SchemaViolation is not { } violation
            ? []
            : [violation with
            {
                Message = $"Schema validation error found at line {violation.Line} col {violation.Column} in policy "
                    + $"\"{policy.Policy.PolicyId.ToUpperInvariant()}\" of tenant \"{policy.Home.NameFor(policy.Policy)}\": "
                    + violation.Message,
                Hint = PlaceholderHint(policy.Policy),
            }];

    /// <summary>The commonest cause of a bad TenantId: a template that was never filled in (clients 3 #2).</summary>
    private static string? PlaceholderHint(PolicyDocument policy) =>
        new[] { policy.TenantId, policy.PolicyId }.FirstOrDefault(value => value.Contains('{', StringComparison.Ordinal)) is { } left
            ? $"The placeholder '{left}' was left in the file."
            : null;
}
