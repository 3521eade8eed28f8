using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Views;

/// <summary>Returns the references of elements in the order of the file.</summary>
internal static class ElementReferences
{
    public static IEnumerable<ElementReference> FromRelyingParty(PolicyNode relyingParty) =>
    [
        new("defaultJourney", "userJourney", relyingParty.Element("DefaultUserJourney")?["ReferenceId"]),
        .. relyingParty.Elements("Endpoints", "Endpoint").Select(endpoint => new ElementReference("endpoint", "userJourney", endpoint["UserJourneyReferenceId"])),
    ];

    public static IEnumerable<ElementReference> FromJourney(PolicyNode journey) =>
    [
        new("issuer", "technicalProfile", journey["DefaultCpimIssuerTechnicalProfileReferenceId"]),
        .. journey.Elements("Authorization").SelectMany(authorization => authorization.Elements("AuthorizationTechnicalProfiles", "AuthorizationTechnicalProfile"))
            .Select(profile => new ElementReference("authorization", "technicalProfile", profile["ReferenceId"])),
        .. FromCryptographicKeys(journey),
    ];

    public static IEnumerable<ElementReference> FromStep(OrchestrationStep step) =>
    [
        new("contentDefinition", "contentDefinition", step.ContentDefinitionId),
        new("issuer", "technicalProfile", step.IssuerProfileId),
        .. step.SubJourneyCandidates.Select(candidate => new ElementReference("call", "subJourney", candidate["SubJourneyReferenceId"])),
    ];

    public static IEnumerable<ElementReference> FromClaimsExchange(PolicyNode exchange) =>
        [new("technicalProfile", "technicalProfile", exchange["TechnicalProfileReferenceId"])];

    public static IEnumerable<ElementReference> FromDisplayControl(PolicyNode control) =>
        ReachableProfiles.GetDisplayControlProfiles(control).Select(profile => new ElementReference("action", "technicalProfile", profile["TechnicalProfileReferenceId"]));

    public static IEnumerable<ElementReference> FromTechnicalProfile(PolicyNode profile) =>
    [
        .. profile.Elements("Metadata", "Item")
            .Where(item => string.Equals(item["Key"], "ContentDefinitionReferenceId", StringComparison.OrdinalIgnoreCase))
            .Select(item => new ElementReference("contentDefinition", "contentDefinition", item.Text.Trim())),
        .. FromCryptographicKeys(profile),
        .. profile.Elements("InputTokenSources", "TechnicalProfile").Select(source => new ElementReference("tokenSource", "technicalProfile", source["Id"])),
        .. profile.Elements("InputClaimsTransformations", "InputClaimsTransformation")
            .Select(item => new ElementReference("inputTransformation", "claimsTransformation", item["ReferenceId"])),
        .. profile.Elements("DisplayClaims", "DisplayClaim")
            .Select(claim => new ElementReference("displayControl", "displayControl", claim["DisplayControlReferenceId"])),
        .. profile.Elements("OutputClaimsTransformations", "OutputClaimsTransformation")
            .Select(item => new ElementReference("outputTransformation", "claimsTransformation", item["ReferenceId"])),
        .. profile.Elements("ValidationTechnicalProfiles", "ValidationTechnicalProfile")
            .Select(item => new ElementReference("validation", "technicalProfile", item["ReferenceId"])),
        new("claims", "technicalProfile", profile.Element("IncludeClaimsFromTechnicalProfile")?.Text.Trim()),
        new("include", "technicalProfile", profile.Element("IncludeTechnicalProfile")?["ReferenceId"]),
        new("session", "technicalProfile", profile.Element("UseTechnicalProfileForSessionManagement")?["ReferenceId"]),
    ];

    private static IEnumerable<ElementReference> FromCryptographicKeys(PolicyNode element) =>
        element.Elements("CryptographicKeys", "Key").Select(key => new ElementReference("key", "keySet", key["StorageReferenceId"]));
}
