using System.Collections.Immutable;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Journeys;

/// <summary>Decides whether preconditions skip a step, a validation technical profile or an action: runtime 6.3 [D].</summary>
public static class Preconditions
{
    /// <summary>Returns the first precondition that is satisfied, which skips; null when none is.</summary>
    public static Precondition? FindSatisfied(ImmutableArray<Precondition> preconditions, ClaimsBag claims) => preconditions.FirstOrDefault(precondition => IsSatisfied(precondition, claims));

    private static bool IsSatisfied(Precondition precondition, ClaimsBag claims)
    {
        var value = claims[precondition.ClaimTypeId];
        return precondition.Type switch
        {
            "ClaimsExist" => value is not null == precondition.ExecuteActionsIf,
            // A missing claim satisfies neither the comparison nor its inversion. Values are compared with letter case, and Booleans are True and False.
            "ClaimEquals" => value is not null && GetText(value).Equals(precondition.Value, StringComparison.Ordinal) == precondition.ExecuteActionsIf,
            _ => false,
        };
    }

    private static string GetText(ClaimValue value) => value switch
    {
        ClaimValue.BooleanValue(var flag) => flag ? "True" : "False",
        ClaimValue.CollectionValue => "",
        _ => value.ToText(),
    };
}
