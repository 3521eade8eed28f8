using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every content definition that a step or the metadata of a technical profile refers to is defined. Metadata that a child file
/// replaces is not checked. An empty item is not a reference [I].
/// </summary>
internal static class ContentDefinitionReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "content-definition-exists", "ContentDefinition", Provenance.Inferred, FindReferences, policy => policy.ContentDefinitions) with
    {
        InvalidSample = RuleSample.Create(Sample("api.none")),
        ValidSample = RuleSample.Create(Sample("API.error")),
    };

    private static IEnumerable<PolicyReference> FindReferences(MergedPolicy policy) =>
    [
        .. from profile in ReferencingElements.GetTechnicalProfiles(policy)
           from item in profile.Elements("Metadata", "Item")
           where string.Equals(item["Key"], "ContentDefinitionReferenceId", StringComparison.OrdinalIgnoreCase) && item.Text.Trim().Length > 0
           select new PolicyReference(item, item.Text.Trim()),
        .. ReferencingElements.FindStepReferences(policy, step => [step.Node], "ContentDefinitionReferenceId"),
    ];

    private static string Sample(string definition) =>
        $"""
        <BuildingBlocks><ContentDefinitions><ContentDefinition Id="api.error">
          <LoadUri>~/tenant/default/exception.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri>
          <DataUri>urn:com:microsoft:aad:b2c:elements:contract:globalexception:1.2.0</DataUri>
        </ContentDefinition></ContentDefinitions></BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles><TechnicalProfile Id="Any"><Protocol Name="None" />
          <Metadata><Item Key="ContentDefinitionReferenceId">{definition}</Item></Metadata>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
