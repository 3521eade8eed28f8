using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// A production policy does not use the authentication type None, unless the profile allows it explicitly. A policy is in
/// production when the DeploymentMode of the leaf is Production or missing [I] (doc:restful-technical-profile [D]). Debugging is
/// therefore treated like Development.
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
