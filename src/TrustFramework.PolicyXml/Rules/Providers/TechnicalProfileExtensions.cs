using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>What a technical profile is for. Its protocol alone does not say: token issuers speak OpenIdConnect, OAuth2 and SAML2 too.</summary>
internal static class TechnicalProfileExtensions
{
    /// <summary>
    /// Signs users in elsewhere. What makes a token is not asked for what a client needs: issuers, and the profile that
    /// answers an application with an OAuth2 error (policy-rules 2.1 rule 9).
    /// </summary>
    public static bool IsIdentityProvider(this TechnicalProfile profile, string protocol) =>
        profile.Protocol == protocol && profile.GetElementText("OutputTokenFormat") is null;

    /// <summary>
    /// Exchanges a name and a password for a token without a page, as <c>login-NonInteractive</c> does: known by its grant type,
    /// as metadata or as an input claim, since its id is free.
    /// </summary>
    public static bool IsNonInteractive(this TechnicalProfile profile) =>
        profile.Metadata.ContainsKey("grant_type") || profile.InputClaims.Any(claim => claim.HasName("grant_type"));

    /// <summary>
    /// The profiles that issue the tokens of the reached journeys, in one format. An identity provider may name a format too,
    /// as older documented samples do; it owes no issuer's keys. [I]
    /// </summary>
    public static IEnumerable<TechnicalProfile> GetTokenIssuers(this ValidationContext context, string format)
    {
        var ids = context.Merged.Reachable.Journeys
            .SelectMany(journey => journey.EnumerateSteps(context.Merged).Select(found => found.Step.IssuerProfileId).Prepend(journey.DefaultIssuerProfileId))
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return context.Merged.Reachable.Profiles.Where(profile => ids.Contains(profile.Id) && profile.GetElementText("OutputTokenFormat") == format);
    }

    /// <summary>Whether here or with the partner the claim has that name.</summary>
    public static bool HasName(this ClaimMapping claim, string name) =>
        string.Equals(claim.ClaimTypeId, name, StringComparison.OrdinalIgnoreCase) || string.Equals(claim.PartnerClaimType, name, StringComparison.OrdinalIgnoreCase);
}
