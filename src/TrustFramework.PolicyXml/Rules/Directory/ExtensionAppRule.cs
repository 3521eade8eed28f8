using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>
/// Who reads or writes extension attributes says which application holds them. A profile that lacks both items is reported for
/// the first alone (SA#391 [O]: N=1). An item that is there passes whatever its value; a claim that only looks the user up, or
/// that always has its default value, does not count as read. [I]
/// </summary>
internal static class ExtensionAppRule
{
    private static readonly string[] Keys = ["ApplicationObjectId", "ClientId"];

    public static PolicyRule Rule { get; } = new(
        "directory-extension-app",
        Stage.Journeys,
        "A required Metadata item with key \"{0}\" was not found in the TechnicalProfile with id \"{1}\" in policy \"{2}\" of tenant \"{3}\".",
        Provenance.Observed,
        "policy-rules 2 #10",
        Look)
    {
        Bad = DirectoryProfiles.Reading("""<OutputClaim ClaimTypeReferenceId="extension_level" />"""),
        Good = DirectoryProfiles.Reading(
            """<OutputClaim ClaimTypeReferenceId="extension_level" />""",
            """<Item Key="ClientId">any</Item><Item Key="ApplicationObjectId">any</Item>"""),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from profile in DirectoryProfiles.Reached(policy)
        where UsesExtensions(profile)
        let missing = Array.Find(Keys, key => profile.Meta(key) is null)
        where missing is not null
        select Finding.At(
            profile.Node,
            $"A required Metadata item with key \"{missing}\" was not found in the TechnicalProfile with id \"{profile.Id}\" "
            + $"in policy \"{policy.Merged.PolicyId}\" of tenant \"{policy.Tenant}\".") with
        {
            Hint = $"Give the profile, or the AAD-Common that it includes, the items {string.Join(" and ", Keys)} of the tenant's b2c-extensions-app.",
        };

    private static bool UsesExtensions(TechnicalProfile profile) => profile.PersistedClaims
        .Concat(profile.OutputClaims.Where(claim => claim.DefaultValue is null || !PolicyValue.IsTrue(claim.Node["AlwaysUseDefaultValue"])))
        .Any(claim => DirectoryAttributes.IsExtension(claim.Partner));
}
