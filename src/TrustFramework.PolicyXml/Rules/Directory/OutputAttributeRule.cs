namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>
/// What a profile reads is an attribute of the directory, or has a default value: the message asks for AlwaysUseDefaultValue
/// too, but the service does not (policy-rules 2.1 rule 11 [V]). One finding for all names of a profile, each name once [I].
/// </summary>
internal static class OutputAttributeRule
{
    public static PolicyRule Rule { get; } = new(
        "directory-output-attribute",
        Stage.Journeys,
        "Output Claim '{0}' is not supported in Azure Active Directory Provider technical profile '{1}' of policy '{2}'. "
            + "If it is a claim with default value, add AlwaysUseDefaultValue=\"true\" to the output claim mapping.",
        Provenance.Observed,
        "policy-rules 2 #11",
        Look)
    {
        Bad = DirectoryProfiles.Reading("""<OutputClaim ClaimTypeReferenceId="shoeSize" />"""),
        Good = DirectoryProfiles.Reading("""<OutputClaim ClaimTypeReferenceId="shoeSize" DefaultValue="44" />"""),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from profile in DirectoryProfiles.Reached(policy)
        let unknown = profile.OutputClaims.Where(claim => claim.DefaultValue is null && !DirectoryAttributes.CanBeRead(claim.Partner)).ToList()
        where unknown.Count > 0
        let names = string.Join(',', unknown.Select(claim => claim.Partner).Distinct(StringComparer.OrdinalIgnoreCase))
        select Finding.At(
            unknown[0].Node,
            $"Output Claim '{names}' is not supported in Azure Active Directory Provider technical profile '{profile.Id}' of policy "
            + $"'{policy.Merged.PolicyId}'. If it is a claim with default value, add AlwaysUseDefaultValue=\"true\" to the output claim mapping.");
}
