namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// Every profile says where the service is and how it authenticates itself (policy-rules 4 [V]); the text is the catalogue's
/// 90023. SendClaimsIn may be left out: it is Body then (doc:restful-technical-profile [D]).
/// </summary>
internal static class RestMetadataRule
{
    public static PolicyRule Rule { get; } = new(
        "rest-metadata",
        ValidationStage.Journeys,
        MetadataChecks.MissingTemplate,
        Provenance.Inferred,
        "policy-rules 4; 3 90023",
        policy => RestProfiles.GetReachable(policy)
            .SelectMany(profile => MetadataChecks.FindMissing(profile, [RestProfiles.ServiceUrlKey, RestProfiles.AuthenticationTypeKey])))
    {
        InvalidSample = RestProfiles.MinimalSample("""<Metadata><Item Key="SendClaimsIn">Body</Item></Metadata>"""),
        ValidSample = RestProfiles.UnauthenticatedSample(),
    };
}
