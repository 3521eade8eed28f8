using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Every localized resource that a content definition names for a language is defined. One that names a <c>Url</c> alone is not asked.</summary>
internal static class LocalizedResourcesReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReference.Rule(
        "localized-resources-exist", "LocalizedResources", Provenance.Inferred, References, policy => policy.LocalizedResources) with
    {
        Bad = RuleSample.Of(Sample("api.error.de")),
        Good = RuleSample.Of(Sample("API.error.en")),
    };

    private static IEnumerable<PolicyReference> References(MergedPolicy policy) =>
        from definition in policy.ContentDefinitions.Values
        from reference in definition.Each("LocalizedResourcesReferences", "LocalizedResourcesReference")
        select PolicyReference.By(reference, "LocalizedResourcesReferenceId");

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
