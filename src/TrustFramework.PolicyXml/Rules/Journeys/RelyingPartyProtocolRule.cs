using static TrustFramework.PolicyXml.Rules.Journeys.JourneySample;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// The protocol of the relying party is OpenID Connect or SAML 2.0, as in all accepted policies [V]. The text is unknown. [I]
/// </summary>
internal static class RelyingPartyProtocolRule
{
    public static PolicyRule Rule { get; } = new(
        "relying-party-protocol",
        ValidationStage.Journeys,
        "Profile '{0}' contains the unsupported protocol '{1}'. Expected one of 'OpenIdConnect' or 'SAML2'.",
        Provenance.Inferred,
        "policy-rules 4",
        Evaluate)
    {
        InvalidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty(protocol: "OAuth2")),
        ValidSample = CreateSample(ClaimsExchangeStep(1, "Read") + SendClaimsStep(2), RelyingParty(protocol: "OpenIdConnect")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => RelyingPartyProfiles.Get(context.Merged)
        .Where(profile => profile.Protocol is not ("OpenIdConnect" or "SAML2"))
        .Select(profile => Finding.Create(
            profile.Node.Element("Protocol") ?? profile.Node,
            $"Profile '{profile.Id}' contains the unsupported protocol '{profile.Protocol}'. Expected one of 'OpenIdConnect' or 'SAML2'."));
}
