namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// Bearer authentication has a token (policy-rules 4 [V]). The text is the catalogue's 90192, which says that the profile does
/// specify what it does not.
/// </summary>
internal static class BearerTokenRule
{
    public static PolicyRule Rule { get; } = new(
        "rest-bearer-token",
        Stage.Journeys,
        "Restful profile '{0}' in policy '{1}' in tenant '{2}' specifies the bearer authentication type, "
            + "but does specify the metadata item '{3}' or it is empty.",
        Provenance.Inferred,
        "policy-rules 4; 3 90192",
        Look)
    {
        Bad = RestProfiles.Sample("Bearer"),
        Good = RestProfiles.Sample("Bearer", behind: RestProfiles.Keys(BearerToken.CryptographicKey)),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from bearer in BearerToken.FromClaim(policy)
        where bearer.Claim.Length == 0
        select Finding.At(
            bearer.Profile.Node,
            $"Restful profile '{bearer.Profile.Id}' in policy '{policy.Merged.PolicyId}' in tenant '{policy.Tenant}' specifies the bearer authentication "
            + $"type, but does specify the metadata item '{BearerToken.ClaimKey}' or it is empty.") with
        {
            Hint = $"Add the metadata item '{BearerToken.ClaimKey}' or the key '{BearerToken.CryptographicKey}'.",
        };
}
