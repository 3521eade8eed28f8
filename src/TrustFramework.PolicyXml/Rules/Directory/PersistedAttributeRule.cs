namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>
/// What a profile writes or deletes is an attribute of the directory; a default value does not help. One finding for all names
/// of a profile. The text names the policy without quotes and ends without a full stop [O].
/// </summary>
internal static class PersistedAttributeRule
{
    public static PolicyRule Rule { get; } = new(
        "directory-persisted-attribute",
        Stage.Journeys,
        "Persisted Claim '{0}' is not supported in Azure Active Directory Provider technical profile '{1}' of policy {2}",
        Provenance.Observed,
        "policy-rules 2 #11",
        Look)
    {
        Bad = DirectoryProfiles.Writing("""<PersistedClaim ClaimTypeReferenceId="shoeSize" />"""),
        Good = DirectoryProfiles.Writing("""<PersistedClaim ClaimTypeReferenceId="shoeSize" PartnerClaimType="jobTitle" />"""),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from profile in DirectoryProfiles.Reached(policy)
        let unknown = profile.PersistedClaims.Where(claim => !DirectoryAttributes.CanBeWritten(claim.Partner)).ToList()
        where unknown.Count > 0
        let names = string.Join(',', unknown.Select(claim => claim.Partner).Distinct(StringComparer.OrdinalIgnoreCase))
        select Finding.At(
            unknown[0].Node,
            $"Persisted Claim '{names}' is not supported in Azure Active Directory Provider technical profile '{profile.Id}' "
            + $"of policy {policy.Merged.PolicyId}");
}
