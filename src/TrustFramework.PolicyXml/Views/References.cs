using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Views;

/// <param name="Edge">What the reference is for.</param>
/// <param name="Kind">What it refers to.</param>
/// <param name="Name">The id it gives; null or empty when it gives none.</param>
internal readonly record struct Reference(string Edge, string Kind, string? Name);

/// <summary>Which elements and attributes refer to what, in the order of the file.</summary>
internal static class References
{
    public static IEnumerable<Reference> OfRelyingParty(PolicyNode party) =>
    [
        new("defaultJourney", "userJourney", party.Child("DefaultUserJourney")?["ReferenceId"]),
        .. party.Each("Endpoints", "Endpoint").Select(endpoint => new Reference("endpoint", "userJourney", endpoint["UserJourneyReferenceId"])),
    ];

    public static IEnumerable<Reference> OfJourney(PolicyNode journey) =>
    [
        new("issuer", "technicalProfile", journey["DefaultCpimIssuerTechnicalProfileReferenceId"]),
        .. journey.Each("Authorization").SelectMany(authorization => authorization.Each("AuthorizationTechnicalProfiles", "AuthorizationTechnicalProfile"))
            .Select(profile => new Reference("authorization", "technicalProfile", profile["ReferenceId"])),
        .. Keys(journey),
    ];

    public static IEnumerable<Reference> OfStep(JourneyStep step) =>
    [
        new("contentDefinition", "contentDefinition", step.ContentDefinition),
        new("issuer", "technicalProfile", step.Issuer),
        .. step.Candidates.Select(candidate => new Reference("call", "subJourney", candidate["SubJourneyReferenceId"])),
    ];

    public static IEnumerable<Reference> OfExchange(PolicyNode exchange) =>
        [new("technicalProfile", "technicalProfile", exchange["TechnicalProfileReferenceId"])];

    public static IEnumerable<Reference> OfDisplayControl(PolicyNode control) =>
        Reach.ProfilesOf(control).Select(profile => new Reference("action", "technicalProfile", profile["TechnicalProfileReferenceId"]));

    public static IEnumerable<Reference> OfProfile(PolicyNode profile) =>
    [
        .. profile.Each("Metadata", "Item")
            .Where(item => string.Equals(item["Key"], "ContentDefinitionReferenceId", StringComparison.OrdinalIgnoreCase))
            .Select(item => new Reference("contentDefinition", "contentDefinition", item.Text.Trim())),
        .. Keys(profile),
        .. profile.Each("InputTokenSources", "TechnicalProfile").Select(source => new Reference("tokenSource", "technicalProfile", source["Id"])),
        .. profile.Each("InputClaimsTransformations", "InputClaimsTransformation")
            .Select(item => new Reference("inputTransformation", "claimsTransformation", item["ReferenceId"])),
        .. profile.Each("DisplayClaims", "DisplayClaim")
            .Select(claim => new Reference("displayControl", "displayControl", claim["DisplayControlReferenceId"])),
        .. profile.Each("OutputClaimsTransformations", "OutputClaimsTransformation")
            .Select(item => new Reference("outputTransformation", "claimsTransformation", item["ReferenceId"])),
        .. profile.Each("ValidationTechnicalProfiles", "ValidationTechnicalProfile")
            .Select(item => new Reference("validation", "technicalProfile", item["ReferenceId"])),
        new("claims", "technicalProfile", profile.Child("IncludeClaimsFromTechnicalProfile")?.Text.Trim()),
        new("include", "technicalProfile", profile.Child("IncludeTechnicalProfile")?["ReferenceId"]),
        new("session", "technicalProfile", profile.Child("UseTechnicalProfileForSessionManagement")?["ReferenceId"]),
    ];

    private static IEnumerable<Reference> Keys(PolicyNode holder) =>
        holder.Each("CryptographicKeys", "Key").Select(key => new Reference("key", "keySet", key["StorageReferenceId"]));
}
