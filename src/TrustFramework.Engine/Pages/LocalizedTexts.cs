using TrustFramework.Engine.Ports;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.Engine.Pages;

/// <summary>The localized texts of one content definition in one language: runtime 5.6 and ui-strings.</summary>
internal sealed class LocalizedTexts : ILocalizedTexts
{
    private readonly Dictionary<(string Type, string Element, string String), string> _texts = [];

    /// <param name="contentDefinitionId">Null when there is none: then there are no texts.</param>
    /// <param name="language">A language tag. Resources of its language without region are used when there are none for the tag, then those of the default language.</param>
    public LocalizedTexts(MergedPolicy policy, string? contentDefinitionId, string language)
    {
        PolicyNode[] references = [.. policy.ContentDefinitions.Find(contentDefinitionId)?.Elements("LocalizedResourcesReferences", "LocalizedResourcesReference") ?? []];
        string?[] languages = [language, language.Split('-')[0], policy.SupportedLanguages?["DefaultLanguage"]];
        var reference = languages.Select(tag => Array.Find(references, found => string.Equals(found["Language"], tag, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(found => found is not null);
        if (policy.LocalizedResources.Find(reference?["LocalizedResourcesReferenceId"]) is not { } resources)
            return;
        foreach (var text in resources.Elements("LocalizedStrings", "LocalizedString"))
            _texts[(text["ElementType"] ?? "", (text["ElementId"] ?? "").ToUpperInvariant(), text["StringId"] ?? "")] = text.Text.Trim();
        Collections = [.. resources.Elements("LocalizedCollections", "LocalizedCollection")];
    }

    private IReadOnlyList<PolicyNode> Collections { get; } = [];

    public string? FindString(string elementType, string? elementId, string stringId) => _texts.GetValueOrDefault((elementType, (elementId ?? "").ToUpperInvariant(), stringId));

    /// <summary>Returns the <c>Item</c> elements of a claim type's options; null when the language has none.</summary>
    public IReadOnlyList<PolicyNode>? FindOptions(string claimTypeId) =>
        Collections.FirstOrDefault(collection => string.Equals(collection["ElementId"], claimTypeId, StringComparison.OrdinalIgnoreCase)) is { } found ? [.. found.Elements("Item")] : null;
}
