namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>
/// A profile finds its user by one claim, as in all accepted policies (policy-rules 4 [V]). The text is catalog error 90034.
/// </summary>
internal static class SingleInputClaimRule
{
    public static PolicyRule Rule { get; } = new(
        "directory-one-input-claim",
        ValidationStage.Journeys,
        "Profile '{0}' must contain exactly one input claim.",
        Provenance.Inferred,
        "policy-rules 4; 3 90034",
        Evaluate)
    {
        InvalidSample = DirectoryProfiles.Sample("DeleteClaimsPrincipal", ""),
        ValidSample = DirectoryProfiles.Sample("DeleteClaimsPrincipal", DirectoryProfiles.SingleInputClaim),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in DirectoryProfiles.GetReachable(context)
        where profile.InputClaims.Length != 1
        select Finding.Create(profile.Node, $"Profile '{profile.Id}' must contain exactly one input claim.") with
        {
            Hint = profile.InputClaims.IsEmpty
                ? null
                : $"With inheritance and includes, the input claims are {string.Join(", ", profile.InputClaims.Select(claim => $"'{claim.ClaimTypeId}'"))}.",
        };
}
