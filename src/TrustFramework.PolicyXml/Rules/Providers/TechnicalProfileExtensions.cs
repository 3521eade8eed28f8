using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// Determines the purpose of a technical profile. The protocol is not sufficient: token issuers have the protocols OpenIdConnect,
/// OAuth2 and SAML2 too.
/// </summary>
internal static class TechnicalProfileExtensions
{
    /// <summary>
    /// Returns the reachable profiles that sign users in with another provider. Profiles that create tokens are not identity providers:
    /// those that a journey names as issuer, and the profile that returns an OAuth2 error to an application (policy-rules 2.1 rule 9).
    /// Another output format does not make a profile an issuer: older documented samples of identity providers have one.
    /// </summary>
    public static IEnumerable<TechnicalProfile> GetIdentityProviders(this ValidationContext context, string protocol)
    {
        var issuerIds = GetIssuerIds(context);
        return context.Merged.Reachable.Profiles.Where(profile =>
            profile.Protocol == protocol && profile.GetElementText("OutputTokenFormat") != "OAuth2Error" && !issuerIds.Contains(profile.Id));
    }

    /// <summary>
    /// Returns whether the profile exchanges a user name and a password for a token without a page, as
    /// <c>login-NonInteractive</c> does. Its id is arbitrary, so it is recognized by its grant type, in the metadata or as an
    /// input claim.
    /// </summary>
    public static bool IsNonInteractive(this TechnicalProfile profile) =>
        profile.Metadata.ContainsKey("grant_type") || profile.InputClaims.Any(claim => claim.HasName("grant_type"));

    /// <summary>
    /// Returns the profiles that issue the tokens of reachable journeys in the given format.
    /// </summary>
    public static IEnumerable<TechnicalProfile> GetTokenIssuers(this ValidationContext context, string format)
    {
        var issuerIds = GetIssuerIds(context);
        return context.Merged.Reachable.Profiles.Where(profile => issuerIds.Contains(profile.Id) && profile.GetElementText("OutputTokenFormat") == format);
    }

    private static HashSet<string> GetIssuerIds(ValidationContext context) => context.Merged.Reachable.Journeys
        .SelectMany(journey => journey.EnumerateSteps(context.Merged).Select(visited => visited.Step.IssuerProfileId).Prepend(journey.DefaultIssuerProfileId))
        .OfType<string>()
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns whether the claim has the name as its id or partner name.</summary>
    public static bool HasName(this ClaimMapping claim, string name) =>
        string.Equals(claim.ClaimTypeId, name, StringComparison.OrdinalIgnoreCase) || string.Equals(claim.PartnerClaimType, name, StringComparison.OrdinalIgnoreCase);
}
