using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Model;

/// <summary>A precondition of a step, a validation technical profile or an action of a display control.</summary>
/// <param name="Type"><c>ClaimsExist</c> or <c>ClaimEquals</c>.</param>
/// <param name="ExecuteActionsIf">False inverts the condition.</param>
/// <param name="ClaimTypeId">The first value.</param>
/// <param name="Value">The second value, of <c>ClaimEquals</c>; null when there is none.</param>
public sealed record Precondition(string Type, bool ExecuteActionsIf, string ClaimTypeId, string? Value)
{
    /// <summary>Reads the preconditions of an element, in order.</summary>
    public static ImmutableArray<Precondition> ReadAll(PolicyNode node) => [.. node.Elements("Preconditions", "Precondition").Select(Read)];

    /// <summary>The condition in words, for traces.</summary>
    public string Describe() => Value is null
        ? $"{Type} {ClaimTypeId} is {(ExecuteActionsIf ? "true" : "false")}"
        : $"{Type} {ClaimTypeId} '{Value}' is {(ExecuteActionsIf ? "true" : "false")}";

    private static Precondition Read(PolicyNode node)
    {
        PolicyNode[] values = [.. node.Elements("Value")];
        return new Precondition(
            node["Type"] ?? "",
            node["ExecuteActionsIf"] is not { } executes || PolicyValue.IsTrue(executes),
            values.Length > 0 ? values[0].Text.Trim() : "",
            values.Length > 1 ? values[1].Text : null);
    }
}
