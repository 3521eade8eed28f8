using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>The source of the token of a profile with bearer authentication: a key, or a claim that the metadata names.</summary>
internal static class BearerToken
{
    public const string ClaimKey = "UseClaimAsBearerToken";
    public const string CryptographicKey = "BearerAuthenticationToken";

    /// <summary>
    /// Returns the profiles that have no key and therefore need a claim, each with the claim that it names; the claim is empty
    /// when there is none.
    /// </summary>
    public static IEnumerable<(TechnicalProfile Profile, string Claim)> FindProfilesNeedingClaim(ValidationContext context) =>
        from profile in RestProfiles.GetReachable(context)
        where RestProfiles.HasAuthenticationType(profile, "Bearer") && !profile.CryptographicKeys.ContainsKey(CryptographicKey)
        select (profile, profile.FindMetadataValue(ClaimKey) ?? "");

    /// <summary>Creates a profile that sends the claim <c>objectId</c> and uses the given claim as token.</summary>
    public static RuleSample Sample(string claim) => RestProfiles.Sample(
        "Bearer",
        $"""<Item Key="{ClaimKey}">{claim}</Item>""",
        """<InputClaims><InputClaim ClaimTypeReferenceId="objectId" /></InputClaims>""");
}
