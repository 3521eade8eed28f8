using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>
/// A profile that reads or writes extension attributes names the application that owns them. If both items are missing, only the
/// first is reported (SA#391 [O]: N=1). An item may have any value. A claim that only looks up the user, or that always has its
/// default value, is not read. [I]
/// </summary>
internal static class ExtensionAppRule
{
    private static readonly string[] Keys = ["ApplicationObjectId", "ClientId"];

    public static PolicyRule Rule { get; } = new(
        "directory-extension-app",
        ValidationStage.Journeys,
        "A required Metadata item with key \"{0}\" was not found in the TechnicalProfile with id \"{1}\" in policy \"{2}\" of tenant \"{3}\".",
        Provenance.Observed,
        "policy-rules 2 #10",
        Evaluate)
    {
        InvalidSample = DirectoryProfiles.ReadSample("""<OutputClaim ClaimTypeReferenceId="extension_level" />"""),
        ValidSample = DirectoryProfiles.ReadSample(
            """<OutputClaim ClaimTypeReferenceId="extension_level" />""",
            """<Item Key="ClientId">any</Item><Item Key="ApplicationObjectId">any</Item>"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in DirectoryProfiles.GetReachable(context)
        where UsesExtensionAttributes(profile)
        let missing = Array.Find(Keys, key => profile.FindMetadataValue(key) is null)
        where missing is not null
        select Finding.Create(
            profile.Node,
            $"A required Metadata item with key \"{missing}\" was not found in the TechnicalProfile with id \"{profile.Id}\" "
            + $"in policy \"{context.Merged.PolicyId}\" of tenant \"{context.TenantName}\".") with
        {
            Hint = $"Add the metadata items {string.Join(" and ", Keys)} of the tenant's b2c-extensions-app to the profile or to the AAD-Common profile that it includes.",
        };

    private static bool UsesExtensionAttributes(TechnicalProfile profile) => profile.PersistedClaims
        .Concat(profile.OutputClaims.Where(claim => claim.DefaultValue is null || !PolicyValue.IsTrue(claim.Node["AlwaysUseDefaultValue"])))
        .Any(claim => DirectoryAttributes.IsExtension(claim.PartnerClaimType));
}
