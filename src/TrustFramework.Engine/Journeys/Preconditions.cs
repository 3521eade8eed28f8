using System.Collections.Immutable;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Journeys;

/// <summary>Preconditions of steps, validation technical profiles and actions of display controls: runtime 6.3.</summary>
public static class Preconditions
{
    /// <summary>Returns the first precondition that is satisfied, and therefore skips; null when none is.</summary>
    public static Precondition? FindSatisfied(ImmutableArray<Precondition> preconditions, ClaimsBag claims) => preconditions.FirstOrDefault(precondition => IsSatisfied(precondition, claims));

    /// <summary>A claim without a value never satisfies <c>ClaimEquals</c>, whatever <c>ExecuteActionsIf</c> says. [D]</summary>
    private static bool IsSatisfied(Precondition precondition, ClaimsBag claims) => (precondition.Type, claims[precondition.ClaimTypeId]) switch
    {
        ("ClaimsExist", var value) => value is not null == precondition.ExecuteActionsIf,
        ("ClaimEquals", { } value) => HasText(value, precondition.Value ?? "") == precondition.ExecuteActionsIf,
        _ => false,
    };

    /// <summary>Returns whether a claim has a value, compared by ordinal. Booleans are <c>True</c> and <c>False</c>. [D] A collection has no such value. [I]</summary>
    internal static bool HasText(ClaimValue value, string text) => value switch
    {
        ClaimValue.CollectionValue => false,
        ClaimValue.BooleanValue boolean => (boolean.Value ? bool.TrueString : bool.FalseString) == text,
        _ => value.ToText() == text,
    };
}
