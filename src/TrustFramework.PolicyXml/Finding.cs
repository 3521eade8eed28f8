namespace TrustFramework.PolicyXml;

/// <summary>One error or warning about a policy; an error is in the service's words.</summary>
/// <param name="Message">The text as the service prints it, without the header around it.</param>
/// <param name="Line">From 1; 0 when the finding has no position.</param>
/// <param name="Column">From 1; 0 when the finding has no position.</param>
public sealed record Finding(string Message, int Line = 0, int Column = 0)
{
    /// <summary>The policy whose file contains <see cref="Line"/>; null for the validated policy.</summary>
    public string? PolicyId { get; init; }

    /// <summary>The name of the rule that reports the finding. <see cref="PolicyValidator"/> sets it.</summary>
    public string RuleName { get; init; } = "";

    /// <summary>
    /// Whether the policy is accepted in spite of the finding. A rule sets it for elements that it reports but does not enforce;
    /// <see cref="PolicyValidator"/> sets it according to <see cref="PolicyRule.Level"/>.
    /// </summary>
    public bool IsWarning { get; init; }

    /// <summary>The key set that the policy refers to and that the tenant does not have; null for other findings.</summary>
    public string? MissingKeySetId { get; init; }

    /// <summary>How the author of the policy can fix the error; null where the message is sufficient. Never sent to a client.</summary>
    public string? Hint { get; init; }

    /// <summary>Creates a finding about an element of any file in the chain.</summary>
    public static Finding Create(PolicyNode node, string message) =>
        new(message, node.Location.Line, node.Location.Column) { PolicyId = node.Location.PolicyId };
}
