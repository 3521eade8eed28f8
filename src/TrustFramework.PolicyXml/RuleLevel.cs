namespace TrustFramework.PolicyXml;

/// <summary>Whether a policy that violates a rule is refused.</summary>
public enum RuleLevel
{
    /// <summary>The policy is refused.</summary>
    Error,

    /// <summary>
    /// The policy is refused when it has a relying party. In a base policy the finding is a warning, because a child file can complete
    /// what is missing, and nobody has seen the service refuse such a base policy.
    /// </summary>
    ErrorWithRelyingParty,

    /// <summary>The policy is accepted. What the rule reports is documented as invalid or fails at run time, but was never seen to be refused.</summary>
    Warning,
}
