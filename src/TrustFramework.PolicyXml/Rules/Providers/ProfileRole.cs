using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>What a technical profile is for. Its protocol alone does not say: token issuers speak OpenIdConnect, OAuth2 and SAML2 too.</summary>
internal static class ProfileRole
{
    /// <summary>
    /// Signs users in elsewhere. What makes a token is not asked for what a client needs: issuers, and the profile that
    /// answers an application with an OAuth2 error (policy-rules 2.1 rule 9).
    /// </summary>
    public static bool IsIdentityProvider(this TechnicalProfile profile, string protocol) =>
        profile.Protocol == protocol && profile.Value("OutputTokenFormat") is null;

    /// <summary>
    /// Exchanges a name and a password for a token without a page, as <c>login-NonInteractive</c> does: known by its grant type,
    /// as metadata or as an input claim, since its id is free.
    /// </summary>
    public static bool IsNonInteractive(this TechnicalProfile profile) =>
        profile.Metadata.ContainsKey("grant_type") || profile.InputClaims.Any(claim => claim.IsCalled("grant_type"));

    /// <summary>
    /// The profiles that issue the tokens of the reached journeys, in one format. An identity provider may name a format too,
    /// as older documented samples do; it owes no issuer's keys. [I]
    /// </summary>
    public static IEnumerable<TechnicalProfile> Issuers(this PolicyCase policy, string format)
    {
        var ids = policy.Merged.Reach.Journeys
            .SelectMany(journey => journey.Walk(policy.Merged).Select(found => found.Step.Issuer).Prepend(journey.DefaultIssuer))
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return policy.Merged.Reach.Profiles.Where(profile => ids.Contains(profile.Id) && profile.Value("OutputTokenFormat") == format);
    }

    /// <summary>Whether here or with the partner the claim has that name.</summary>
    public static bool IsCalled(this ClaimUse claim, string name) =>
        string.Equals(claim.Claim, name, StringComparison.OrdinalIgnoreCase) || string.Equals(claim.Partner, name, StringComparison.OrdinalIgnoreCase);
}
