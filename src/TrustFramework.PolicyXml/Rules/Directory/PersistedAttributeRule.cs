namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>
/// A claim that is written or deleted is an attribute of the directory, even if it has a default value. A profile has one finding
/// for all names. The text names the policy without quotes and ends without a period [O].
/// </summary>
internal static class PersistedAttributeRule
{
    public static PolicyRule Rule { get; } = new(
        "directory-persisted-attribute",
        ValidationStage.Journeys,
        "Persisted Claim '{0}' is not supported in Azure Active Directory Provider technical profile '{1}' of policy {2}",
        Provenance.Observed,
        "policy-rules 2 #11",
        Evaluate)
    {
        InvalidSample = DirectoryProfiles.WriteSample("""<PersistedClaim ClaimTypeReferenceId="shoeSize" />"""),
        ValidSample = DirectoryProfiles.WriteSample("""<PersistedClaim ClaimTypeReferenceId="shoeSize" PartnerClaimType="jobTitle" />"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in DirectoryProfiles.GetReachable(context)
        let unknown = profile.PersistedClaims.Where(claim => !DirectoryAttributes.CanBeWritten(claim.PartnerClaimType)).ToList()
        where unknown.Count > 0
        let names = string.Join(',', unknown.Select(claim => claim.PartnerClaimType).Distinct(StringComparer.OrdinalIgnoreCase))
        select Finding.Create(
            unknown[0].Node,
            $"Persisted Claim '{names}' is not supported in Azure Active Directory Provider technical profile '{profile.Id}' "
            + $"of policy {context.Merged.PolicyId}");
}
