using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// No authentication in production, unless the profile says that it is meant. What makes production is the judged file's own
/// DeploymentMode [I]: Production or none at all (doc:restful-technical-profile [D]), so Debugging is let through like Development.
/// </summary>
internal static class InsecureAuthenticationRule
{
    private const string AllowInsecureAuthKey = "AllowInsecureAuthInProduction";

    public static PolicyRule Rule { get; } = new(
        "rest-insecure-authentication",
        ValidationStage.Journeys,
        "Profile '{0}' uses an insecure authentication mode that is only allowed in production mode policies with metadata key '"
            + AllowInsecureAuthKey + "' set to true.",
        Provenance.Observed,
        "policy-rules 2 #15",
        Evaluate)
    {
        InvalidSample = RestProfiles.Sample("None"),
        ValidSample = RestProfiles.UnauthenticatedSample(),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        (context.Merged.Root["DeploymentMode"] ?? "Production") != "Production"
            ? []
            : from profile in RestProfiles.GetReachable(context)
              where RestProfiles.HasAuthenticationType(profile, "None") && !PolicyValue.IsTrue(profile.FindMetadataValue(AllowInsecureAuthKey))
              select Finding.Create(
                  profile.Metadata[RestProfiles.AuthenticationTypeKey],
                  $"Profile '{profile.Id}' uses an insecure authentication mode that is only allowed in production mode policies with "
                  + $"metadata key '{AllowInsecureAuthKey}' set to true.");
}
