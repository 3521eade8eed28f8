namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>
/// An output claim is an attribute of the directory or has a default value. The message also requires AlwaysUseDefaultValue, but
/// the service does not (policy-rules 2.1 rule 11 [V]). A profile has one finding for all names, each name once [I].
/// </summary>
internal static class OutputAttributeRule
{
    public static PolicyRule Rule { get; } = new(
        "directory-output-attribute",
        ValidationStage.Journeys,
        "Output Claim '{0}' is not supported in Azure Active Directory Provider technical profile '{1}' of policy '{2}'. "
            + "If it is a claim with default value, add AlwaysUseDefaultValue=\"true\" to the output claim mapping.",
        Provenance.Observed,
        "policy-rules 2 #11",
        Evaluate)
    {
        InvalidSample = DirectoryProfiles.ReadSample("""<OutputClaim ClaimTypeReferenceId="shoeSize" />"""),
        ValidSample = DirectoryProfiles.ReadSample("""<OutputClaim ClaimTypeReferenceId="shoeSize" DefaultValue="44" />"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in DirectoryProfiles.GetReachable(context)
        let unknown = profile.OutputClaims.Where(claim => claim.DefaultValue is null && !DirectoryAttributes.CanBeRead(claim.PartnerClaimType)).ToList()
        where unknown.Count > 0
        let names = string.Join(',', unknown.Select(claim => claim.PartnerClaimType).Distinct(StringComparer.OrdinalIgnoreCase))
        select Finding.Create(
            unknown[0].Node,
            $"Output Claim '{names}' is not supported in Azure Active Directory Provider technical profile '{profile.Id}' of policy "
            + $"'{context.Merged.PolicyId}'. If it is a claim with default value, add AlwaysUseDefaultValue=\"true\" to the output claim mapping.");
}
