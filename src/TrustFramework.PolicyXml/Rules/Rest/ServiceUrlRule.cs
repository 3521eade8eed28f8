namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// The address of a service is an http or https URL. The text is catalog error 90026. An address with claims or claim resolvers
/// is not checked. That production requires https (90256, 90257) is not enforced, because policies with http are accepted
/// (policy-rules 3 [V]).
/// </summary>
internal static class ServiceUrlRule
{
    public static PolicyRule Rule { get; } = new(
        "rest-service-url",
        ValidationStage.Journeys,
        "Profile '{0}' metadata contains the key '{1}' which has the empty or invalid URL format of '{2}'.",
        Provenance.Inferred,
        "policy-rules 3 90026",
        Evaluate)
    {
        InvalidSample = RestProfiles.UnauthenticatedSample(url: "api.contoso.com/claims"),
        ValidSample = RestProfiles.UnauthenticatedSample(url: "http://api.contoso.com/claims"),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in RestProfiles.GetReachable(context)
        let url = profile.FindMetadataValue(RestProfiles.ServiceUrlKey)
        where url is not null && !MetadataChecks.ContainsClaimResolver(url) && !IsHttpUrl(url)
        select Finding.Create(
            profile.Metadata[RestProfiles.ServiceUrlKey],
            $"Profile '{profile.Id}' metadata contains the key '{RestProfiles.ServiceUrlKey}' which has the empty or invalid URL format of '{url}'.");

    private static bool IsHttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);
}
