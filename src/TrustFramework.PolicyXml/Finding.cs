namespace TrustFramework.PolicyXml;

/// <summary>One thing that is wrong with a policy, in the service's words.</summary>
/// <param name="Message">The text as the service prints it, without the header around it.</param>
/// <param name="Line">From 1; 0 when the finding concerns no single place.</param>
/// <param name="Column">From 1; 0 when the finding concerns no single place.</param>
public sealed record Finding(string Message, int Line = 0, int Column = 0)
{
    /// <summary>The policy in whose file <see cref="Line"/> is; null for the judged one's own.</summary>
    public string? PolicyId { get; init; }

    /// <summary>The name of the rule that found it; the judge writes it.</summary>
    public string RuleName { get; init; } = "";

    /// <summary>What the author of the policy should do; null where the message says it already. Never sent to a client.</summary>
    public string? Hint { get; init; }

    /// <summary>A finding about an element, wherever in the chain it stands.</summary>
    public static Finding Create(PolicyNode node, string message) =>
        new(message, node.Location.Line, node.Location.Column) { PolicyId = node.Location.PolicyId };
}
