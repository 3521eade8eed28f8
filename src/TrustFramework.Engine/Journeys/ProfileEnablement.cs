using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Journeys;

/// <summary>Whether <c>EnabledForUserJourneys</c> enables a technical profile: runtime 6.2 [D].</summary>
public static class ProfileEnablement
{
    public static bool IsEnabled(TechnicalProfile profile, ClaimsBag claims)
    {
        var value = claims[profile.FindMetadataValue("ClaimTypeOnWhichToEnable")];
        var expected = profile.FindMetadataValue("ClaimValueOnWhichToEnable");
        return profile.GetElementText("EnabledForUserJourneys") switch
        {
            "Never" or "false" => false,
            "OnClaimsExistence" => value is not null && (expected is null || value.ToText() == expected),
            "OnItemExistenceInStringCollectionClaim" => Contains(value, expected),
            "OnItemAbsenceInStringCollectionClaim" => !Contains(value, expected),
            _ => true,
        };
    }

    private static bool Contains(ClaimValue? value, string? item) => item is not null && value is ClaimValue.CollectionValue(var items) && items.Contains(item, StringComparer.Ordinal);
}
