using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Rules.Providers;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every content definition that a step or the metadata of a technical profile refers to is defined. Metadata that a child file
/// replaces is not checked. An empty item is not a reference [I]. A profile that the relying party does not use may refer to a content
/// definition that only another policy defines: published base policies do [O].
/// </summary>
internal static class ContentDefinitionReferenceRule
{
    private const string Key = "ContentDefinitionReferenceId";

    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "content-definition-exists", "ContentDefinition", Provenance.Inferred, FindReferences, policy => policy.ContentDefinitions) with
    {
        InvalidSample = Sample("api.none"),
        ValidSample = Sample("API.page"),
    };

    private static IEnumerable<PolicyReference> FindReferences(MergedPolicy policy) =>
    [
        .. from profile in policy.Reachable.Profiles
           where profile.FindMetadataValue(Key) is { Length: > 0 }
           select new PolicyReference(profile.Metadata[Key], profile.FindMetadataValue(Key)),
        .. from profile in ReferencingElements.GetTechnicalProfiles(policy)
           where !policy.Reachable.Contains(profile["Id"])
           from item in profile.Elements("Metadata", "Item")
           where Key.Equals(item["Key"], StringComparison.OrdinalIgnoreCase) && item.Text.Trim().Length > 0
           select new PolicyReference(item, item.Text.Trim()) { IsUsed = false },
        .. ReferencingElements.FindStepReferences(policy, step => [step.Node], Key)
            .Select(reference => reference with { IsUsed = policy.Reachable.Contains(reference.Step!.Value.Journey) }),
    ];

    private static RuleSample Sample(string definition) => ProviderPolicySample.WithHandler(
        "SelfAssertedAttributeProvider",
        $"""<Metadata><Item Key="{Key}">{definition}</Item></Metadata><OutputClaims><OutputClaim ClaimTypeReferenceId="name" /></OutputClaims>""");
}
