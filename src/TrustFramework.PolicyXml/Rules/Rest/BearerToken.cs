using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>Where a profile with bearer authentication takes its token from: a key, or a claim that its metadata names.</summary>
internal static class BearerToken
{
    public const string ClaimKey = "UseClaimAsBearerToken";
    public const string CryptographicKey = "BearerAuthenticationToken";

    /// <summary>The profiles that have no key and so need a claim, each with the claim it names; empty for none.</summary>
    public static IEnumerable<(TechnicalProfile Profile, string Claim)> FromClaim(PolicyCase policy) =>
        from profile in RestProfiles.Reached(policy)
        where RestProfiles.Authenticates(profile, "Bearer") && !profile.Keys.ContainsKey(CryptographicKey)
        select (profile, profile.Meta(ClaimKey) ?? "");

    /// <summary>A profile that sends the claim <c>objectId</c> and uses another as its token.</summary>
    public static RuleSample Sample(string claim) => RestProfiles.Sample(
        "Bearer",
        $"""<Item Key="{ClaimKey}">{claim}</Item>""",
        """<InputClaims><InputClaim ClaimTypeReferenceId="objectId" /></InputClaims>""");
}
