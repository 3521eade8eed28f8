namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>A profile finds its user by one claim: true of all accepted policies (policy-rules 4 [V]); the text is the catalogue's 90034.</summary>
internal static class OneInputClaimRule
{
    public static PolicyRule Rule { get; } = new(
        "directory-one-input-claim",
        Stage.Journeys,
        "Profile '{0}' must contain exactly one input claim.",
        Provenance.Inferred,
        "policy-rules 4; 3 90034",
        Look)
    {
        Bad = DirectoryProfiles.Sample("DeleteClaimsPrincipal", ""),
        Good = DirectoryProfiles.Sample("DeleteClaimsPrincipal", DirectoryProfiles.OneInput),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from profile in DirectoryProfiles.Reached(policy)
        where profile.InputClaims.Length != 1
        select Finding.At(profile.Node, $"Profile '{profile.Id}' must contain exactly one input claim.") with
        {
            Hint = profile.InputClaims.IsEmpty
                ? null
                : $"After inheritance and includes it has {string.Join(", ", profile.InputClaims.Select(claim => $"'{claim.Claim}'"))}.",
        };
}
