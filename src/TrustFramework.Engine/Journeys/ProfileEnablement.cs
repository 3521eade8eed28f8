using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Journeys;

/// <summary>The element <c>EnabledForUserJourneys</c> of technical profiles: runtime 6.2.</summary>
public static class ProfileEnablement
{
    /// <summary>Returns whether the journey may use a profile. A profile without the element is enabled.</summary>
    public static bool IsEnabled(TechnicalProfile profile, ClaimsBag claims)
    {
        var claim = claims[profile.FindMetadataValue("ClaimTypeOnWhichToEnable")];
        var value = profile.FindMetadataValue("ClaimValueOnWhichToEnable");
        return profile.GetElementText("EnabledForUserJourneys") switch
        {
            "Never" or "false" => false,
            "OnClaimsExistence" => claim is not null && (string.IsNullOrEmpty(value) || Preconditions.HasText(claim, value)),
            "OnItemExistenceInStringCollectionClaim" => HasItem(claim, value),
            "OnItemAbsenceInStringCollectionClaim" => !HasItem(claim, value),
            _ => true,
        };
    }

    /// <summary>Items are case-sensitive. A missing collection has none. [I]</summary>
    private static bool HasItem(ClaimValue? collection, string? item) => item is not null && collection switch
    {
        null => false,
        ClaimValue.CollectionValue { Values: var values } => values.Contains(item, StringComparer.Ordinal),
        _ => collection.ToText() == item,
    };
}
