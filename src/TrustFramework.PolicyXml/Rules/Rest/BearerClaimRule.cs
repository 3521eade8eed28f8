namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// The claim that contains the bearer token is an input claim (policy-rules 4 [V]), by its id or its partner name [I]. The text
/// is catalog error 90193.
/// </summary>
internal static class BearerClaimRule
{
    public static PolicyRule Rule { get; } = new(
        "rest-bearer-claim",
        ValidationStage.Journeys,
        "Restful profile '{0}' in policy '{1}' in tenant '{2}' does not have the input claim '{3}' referenced by '{4}'.",
        Provenance.Inferred,
        "policy-rules 4; 3 90193",
        Evaluate)
    {
        InvalidSample = BearerToken.Sample("displayName"),
        ValidSample = BearerToken.Sample("objectId"),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from bearer in BearerToken.FindProfilesNeedingClaim(context)
        where bearer.Claim.Length > 0
            && !bearer.Profile.InputClaims.Any(claim => new[] { claim.ClaimTypeId, claim.PartnerClaimType }.Contains(bearer.Claim, StringComparer.OrdinalIgnoreCase))
        select Finding.Create(
            bearer.Profile.Metadata[BearerToken.ClaimKey],
            $"Restful profile '{bearer.Profile.Id}' in policy '{context.Merged.PolicyId}' in tenant '{context.TenantName}' does not have the input claim "
            + $"'{bearer.Claim}' referenced by '{BearerToken.ClaimKey}'.");
}
