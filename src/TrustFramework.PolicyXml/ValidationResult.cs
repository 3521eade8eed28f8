using System.Collections.Immutable;

namespace TrustFramework.PolicyXml;

/// <summary>The result of a validation.</summary>
/// <param name="PolicyId">As written in the file.</param>
/// <param name="TenantName">The tenant's name in error messages.</param>
/// <param name="Findings">The errors. Empty when the policy is valid.</param>
public sealed record ValidationResult(string PolicyId, string TenantName, ImmutableArray<Finding> Findings)
{
    /// <summary>Findings that the service may not have. They do not make the policy invalid. Those of rules after the first error are missing.</summary>
    public ImmutableArray<Finding> Warnings { get; init; } = [];

    public bool IsValid => Findings.IsEmpty;

    /// <summary>
    /// Formats the findings as the service does: one message, no separator between header and findings, the id in upper case. The
    /// count counts each finding once, although the service has printed the list twice since 2020 (policy-rules 1.2 [O]).
    /// </summary>
    public string ToMessage(bool printTwice)
    {
        var list = string.Concat(Findings.Select(finding => finding.Message));
        var header = $"Validation failed: {Findings.Length} validation error(s) found in policy \"{PolicyId.ToUpperInvariant()}\" "
            + $"of tenant \"{TenantName}\".";
        return printTwice ? header + list + list : header + list;
    }
}
