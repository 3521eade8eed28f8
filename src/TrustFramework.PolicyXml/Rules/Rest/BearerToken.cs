using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>Where a profile with bearer authentication takes its token from: a key, or a claim that its metadata names.</summary>
internal static class BearerToken
{
    public const string ClaimKey = "UseClaimAsBearerToken";
    public const string CryptographicKey = "BearerAuthenticationToken";

    /// <summary>The profiles that have no key and so need a claim, each with the claim it names; empty for none.</summary>
    public static IEnumerable<(TechnicalProfile Profile, string Claim)> FindProfilesNeedingClaim(ValidationContext context) =>
        from profile in RestProfiles.GetReachable(context)
        where RestProfiles.HasAuthenticationType(profile, "Bearer") && !profile.CryptographicKeys.ContainsKey(CryptographicKey)
        select (profile, profile.FindMetadataValue(ClaimKey) ?? "");

    /// <summary>A profile that sends the claim <c>objectId</c> and uses another as its token.</summary>
    public static RuleSample Sample(string claim) => RestProfiles.Sample(
        "Bearer",
        $"""<Item Key="{ClaimKey}">{claim}</Item>""",
        """<InputClaims><InputClaim ClaimTypeReferenceId="objectId" /></InputClaims>""");
}
