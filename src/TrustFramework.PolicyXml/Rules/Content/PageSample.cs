namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>Policies with one page, for the samples of rules about pages.</summary>
internal static class PageSample
{
    public const string PageContract = "urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.7";

    /// <summary>Creates a content definition with the given elements.</summary>
    public static string ContentDefinition(string content) =>
        $"""<BuildingBlocks><ContentDefinitions><ContentDefinition Id="page">{content}</ContentDefinition></ContentDefinitions></BuildingBlocks>""";

    /// <summary>Creates a complete content definition.</summary>
    public static string CompleteContentDefinition(string dataUri) =>
        ContentDefinition($"<LoadUri>~/page.html</LoadUri><RecoveryUri>~/error.html</RecoveryUri><DataUri>{dataUri}</DataUri>");

    /// <summary>Creates a page with one localized string.</summary>
    public static string LocalizedContentDefinition(string attributes) =>
        $"""
        <BuildingBlocks>
          <ContentDefinitions><ContentDefinition Id="page">
            <LoadUri>~/page.html</LoadUri><RecoveryUri>~/error.html</RecoveryUri><DataUri>{PageContract}</DataUri>
            <LocalizedResourcesReferences><LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="page.en" /></LocalizedResourcesReferences>
          </ContentDefinition></ContentDefinitions>
          <Localization Enabled="true">
            <SupportedLanguages DefaultLanguage="en"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages>
            <LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString {attributes}>Text</LocalizedString></LocalizedStrings></LocalizedResources>
          </Localization>
        </BuildingBlocks>
        """;
}
