namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// A profile sends one API key. That a profile with two is refused is reported (azure-docs PR 70459 [O]), the text is not recorded. [I]
/// </summary>
internal static class ApiKeyHeaderRule
{
    public static PolicyRule Rule { get; } = new(
        "rest-api-key",
        ValidationStage.Journeys,
        "Profile '{0}' in policy '{1}' in tenant '{2}' must contain exactly one cryptographic key, because its authentication type is 'ApiKeyHeader'.",
        Provenance.Inferred,
        "azure-docs PR 70459",
        Evaluate)
    {
        InvalidSample = RestProfiles.Sample(RestProfiles.ApiKeyHeader, otherElements: RestProfiles.CryptographicKeys("x-id", "x-secret")),
        ValidSample = RestProfiles.Sample(RestProfiles.ApiKeyHeader, otherElements: RestProfiles.CryptographicKeys("x-secret")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in RestProfiles.GetReachable(context)
        where RestProfiles.HasAuthenticationType(profile, RestProfiles.ApiKeyHeader) && profile.CryptographicKeys.Count > 1
        select Finding.Create(
            profile.Node,
            $"Profile '{profile.Id}' in policy '{context.Merged.PolicyId}' in tenant '{context.TenantName}' must contain exactly one cryptographic key, "
            + $"because its authentication type is '{RestProfiles.ApiKeyHeader}'.");
}
