using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>Applications speak OpenID Connect or SAML 2.0 to the service, as in all accepted policies [V]. The text is unknown. [I]</summary>
internal static class PartyProtocolRule
{
    public static PolicyRule Rule { get; } = new(
        "relying-party-protocol",
        Stage.Journeys,
        "Profile '{0}' contains the unsupported protocol '{1}'. Expected one of 'OpenIdConnect' or 'SAML2'.",
        Provenance.Inferred,
        "policy-rules 4",
        Look)
    {
        Bad = Of(Exchange(1, "Read") + Send(2), Party(protocol: "OAuth2")),
        Good = Of(Exchange(1, "Read") + Send(2), Party(protocol: "OpenIdConnect")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) => PartyProfiles.Of(policy.Merged)
        .Where(profile => profile.Protocol is not ("OpenIdConnect" or "SAML2"))
        .Select(profile => Finding.At(
            profile.Node.Child("Protocol") ?? profile.Node,
            $"Profile '{profile.Id}' contains the unsupported protocol '{profile.Protocol}'. Expected one of 'OpenIdConnect' or 'SAML2'."));
}
