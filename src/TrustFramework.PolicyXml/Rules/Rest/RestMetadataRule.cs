namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// Every profile has the address of the service and an authentication type (policy-rules 4 [V]). The text is catalog error 90023.
/// SendClaimsIn is optional; its default is Body (doc:restful-technical-profile [D]).
/// </summary>
internal static class RestMetadataRule
{
    public static PolicyRule Rule { get; } = new(
        "rest-metadata",
        ValidationStage.Journeys,
        MetadataChecks.MissingTemplate,
        Provenance.Inferred,
        "policy-rules 4; 3 90023",
        context => RestProfiles.GetReachable(context)
            .SelectMany(profile => MetadataChecks.FindMissing(profile, [RestProfiles.ServiceUrlKey, RestProfiles.AuthenticationTypeKey])))
    {
        InvalidSample = RestProfiles.MinimalSample("""<Metadata><Item Key="SendClaimsIn">Body</Item></Metadata>"""),
        ValidSample = RestProfiles.UnauthenticatedSample(),
    };
}
