namespace TrustFramework.PolicyXml;

/// <summary>A validation rule: its name, its stage, its message, its provenance and its check.</summary>
/// <param name="Name">Stable, kebab-case. Reports use it.</param>
/// <param name="Stage">The stage in which the rule runs.</param>
/// <param name="MessageTemplate">The message with <c>{0}</c>… in place of names, for pages that list the rules.</param>
/// <param name="Provenance">How the message, and the fact that the service enforces the rule, are known.</param>
/// <param name="Source">The place in the specification.</param>
/// <param name="Evaluate">The check. It has no side effects and returns findings in the order of the service.</param>
public sealed record PolicyRule(
    string Name, ValidationStage Stage, string MessageTemplate, Provenance Provenance, string Source, Func<ValidationContext, IEnumerable<Finding>> Evaluate)
{
    /// <summary>Whether the service refuses a policy that violates the rule.</summary>
    public RuleLevel Level { get; init; }

    /// <summary>Whether the rule limits the size of a policy. Later rules can take very long for a policy that violates it.</summary>
    public bool IsSizeLimit { get; init; }

    /// <summary>A policy that violates only this rule. Null for rules that do not depend on the content of the file.</summary>
    public RuleSample? InvalidSample { get; init; }

    /// <summary>The valid policy that is closest to <see cref="InvalidSample"/>.</summary>
    public RuleSample? ValidSample { get; init; }
}
