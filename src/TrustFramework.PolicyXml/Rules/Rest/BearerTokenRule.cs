namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>Bearer authentication has a token (policy-rules 4 [V]). The text is catalog error 90192, which lacks a "not".</summary>
internal static class BearerTokenRule
{
    public static PolicyRule Rule { get; } = new(
        "rest-bearer-token",
        ValidationStage.Journeys,
        "Restful profile '{0}' in policy '{1}' in tenant '{2}' specifies the bearer authentication type, "
            + "but does specify the metadata item '{3}' or it is empty.",
        Provenance.Inferred,
        "policy-rules 4; 3 90192",
        Evaluate)
    {
        InvalidSample = RestProfiles.Sample("Bearer"),
        ValidSample = RestProfiles.Sample("Bearer", otherElements: RestProfiles.CryptographicKeys(BearerToken.CryptographicKey)),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from bearer in BearerToken.FindProfilesNeedingClaim(context)
        where bearer.Claim.Length == 0
        select Finding.Create(
            bearer.Profile.Node,
            $"Restful profile '{bearer.Profile.Id}' in policy '{context.Merged.PolicyId}' in tenant '{context.TenantName}' specifies the bearer authentication "
            + $"type, but does specify the metadata item '{BearerToken.ClaimKey}' or it is empty.") with
        {
            Hint = $"Add the metadata item '{BearerToken.ClaimKey}' or the key '{BearerToken.CryptographicKey}'.",
        };
}
