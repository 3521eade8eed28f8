using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every localized resource that a content definition refers to is defined. A reference with only a <c>Url</c> is not checked.
/// </summary>
internal static class LocalizedResourcesReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "localized-resources-exist", "LocalizedResources", Provenance.Inferred, FindReferences, policy => policy.LocalizedResources) with
    {
        InvalidSample = RuleSample.Create(Sample("api.error.de")),
        ValidSample = RuleSample.Create(Sample("API.error.en")),
    };

    private static IEnumerable<PolicyReference> FindReferences(MergedPolicy policy) =>
        from definition in policy.ContentDefinitions.Values
        from reference in definition.Elements("LocalizedResourcesReferences", "LocalizedResourcesReference")
        select PolicyReference.FromAttribute(reference, "LocalizedResourcesReferenceId");

    private static string Sample(string resources) =>
        $"""
        <BuildingBlocks>
          <ContentDefinitions><ContentDefinition Id="api.error">
            <LoadUri>~/tenant/default/exception.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri>
            <DataUri>urn:com:microsoft:aad:b2c:elements:contract:globalexception:1.2.0</DataUri>
            <LocalizedResourcesReferences MergeBehavior="Prepend">
              <LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="{resources}" />
            </LocalizedResourcesReferences>
          </ContentDefinition></ContentDefinitions>
          <Localization Enabled="true">
            <SupportedLanguages DefaultLanguage="en"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages>
            <LocalizedResources Id="api.error.en" />
          </Localization>
        </BuildingBlocks>
        """;
}
