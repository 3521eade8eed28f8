using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>The journey that an issuer names for the redemption of refresh tokens is defined: catalogue 90288 [K], asked of reachable issuers.</summary>
internal static class RefreshJourneyRule
{
    public static PolicyRule Rule { get; } = new(
        "refresh-journey",
        Stage.Journeys,
        "UserJourney with id '{0}' referenced in TechnicalProfile '{1}' for refresh token redemption for tenant '{2}' does not exist in policy '{3}' or any "
            + "of its base policies.",
        Provenance.Inferred,
        "policy-rules 3 90288",
        Look)
    {
        Bad = Of(Exchange(1, "Read") + Send(2), Party(), metadata: "<Item Key=\"RefreshTokenUserJourneyId\">Redeem</Item>"),
        Good = Of(Exchange(1, "Read") + Send(2), Party(), metadata: "<Item Key=\"RefreshTokenUserJourneyId\">SIGN</Item>"),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        foreach (var profile in policy.Merged.Reach.Profiles)
        {
            if (profile.Meta("RefreshTokenUserJourneyId") is { Length: > 0 } id && !policy.Merged.UserJourneys.Has(id))
            {
                yield return Finding.At(
                    profile.Metadata["RefreshTokenUserJourneyId"],
                    $"UserJourney with id '{id}' referenced in TechnicalProfile '{profile.Id}' for refresh token redemption for tenant '{policy.Tenant}' does "
                    + $"not exist in policy '{policy.Merged.PolicyId}' or any of its base policies.");
            }
        }
    }
}
