using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// No authentication in production, unless the profile says that it is meant. What makes production is the judged file's own
/// DeploymentMode [I]: Production or none at all (doc:restful-technical-profile [D]), so Debugging is let through like Development.
/// </summary>
internal static class InsecureAuthenticationRule
{
    private const string AllowingKey = "AllowInsecureAuthInProduction";

    public static PolicyRule Rule { get; } = new(
        "rest-insecure-authentication",
        Stage.Journeys,
        "Profile '{0}' uses an insecure authentication mode that is only allowed in production mode policies with metadata key '"
            + AllowingKey + "' set to true.",
        Provenance.Observed,
        "policy-rules 2 #15",
        Look)
    {
        Bad = RestProfiles.Sample("None"),
        Good = RestProfiles.Open(),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        (policy.Merged.Root["DeploymentMode"] ?? "Production") != "Production"
            ? []
            : from profile in RestProfiles.Reached(policy)
              where RestProfiles.Authenticates(profile, "None") && !PolicyValue.IsTrue(profile.Meta(AllowingKey))
              select Finding.At(
                  profile.Metadata[RestProfiles.AuthenticationType],
                  $"Profile '{profile.Id}' uses an insecure authentication mode that is only allowed in production mode policies with "
                  + $"metadata key '{AllowingKey}' set to true.");
}
