using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>The journey that a reachable issuer names for the redemption of refresh tokens is defined: catalog error 90288 [K].</summary>
internal static class RefreshTokenJourneyRule
{
    public static PolicyRule Rule { get; } = new(
        "refresh-journey",
        ValidationStage.Journeys,
        "UserJourney with id '{0}' referenced in TechnicalProfile '{1}' for refresh token redemption for tenant '{2}' does not exist in policy '{3}' or any "
            + "of its base policies.",
        Provenance.Inferred,
        "policy-rules 3 90288",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty(), issuerMetadata: "<Item Key=\"RefreshTokenUserJourneyId\">Redeem</Item>"),
        ValidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty(), issuerMetadata: "<Item Key=\"RefreshTokenUserJourneyId\">SIGN</Item>"),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var profile in context.Merged.Reachable.Profiles)
        {
            if (profile.FindMetadataValue("RefreshTokenUserJourneyId") is { Length: > 0 } id && !context.Merged.UserJourneys.ContainsKey(id))
            {
                yield return Finding.Create(
                    profile.Metadata["RefreshTokenUserJourneyId"],
                    $"UserJourney with id '{id}' referenced in TechnicalProfile '{profile.Id}' for refresh token redemption for tenant '{context.TenantName}' does "
                    + $"not exist in policy '{context.Merged.PolicyId}' or any of its base policies.");
            }
        }
    }
}
