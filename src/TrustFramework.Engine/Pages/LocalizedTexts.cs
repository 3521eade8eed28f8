using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.Engine.Pages;

/// <summary>Localized texts and options in one language: runtime 5.6 and ui-strings.</summary>
public sealed class LocalizedTexts
{
    private readonly Dictionary<(string Type, string Element, string String), string> _texts = [];
    private readonly IReadOnlyList<PolicyNode> _collections = [];

    /// <param name="resources">A <c>LocalizedResources</c> element; null for no texts.</param>
    public LocalizedTexts(PolicyNode? resources)
    {
        if (resources is null)
            return;
        foreach (var text in resources.Elements("LocalizedStrings", "LocalizedString"))
            _texts[CreateKey(text["ElementType"] ?? "", text["ElementId"], text["StringId"] ?? "")] = text.Text.Trim();
        _collections = [.. resources.Elements("LocalizedCollections", "LocalizedCollection")];
    }

    /// <summary>Returns the texts of a content definition in the first of the languages that it has, else in the policy's default language.</summary>
    /// <param name="contentDefinitionId">Null when there is none: then there are no texts.</param>
    /// <param name="languages">Language tags. Resources for a language without its region are used when there are none for the tag.</param>
    public static LocalizedTexts Find(MergedPolicy policy, string? contentDefinitionId, IEnumerable<string> languages)
    {
        PolicyNode[] references = [.. policy.ContentDefinitions.Find(contentDefinitionId)?.Elements("LocalizedResourcesReferences", "LocalizedResourcesReference") ?? []];
        var reference = languages.SelectMany(tag => new[] { tag, tag.Split('-')[0] }).Append(policy.SupportedLanguages?["DefaultLanguage"])
            .Select(tag => Array.Find(references, found => string.Equals(found["Language"], tag, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(found => found is not null);
        return new LocalizedTexts(policy.LocalizedResources.Find(reference?["LocalizedResourcesReferenceId"]));
    }

    /// <summary>Returns a text; null when the language has none.</summary>
    /// <param name="elementType">Such as <c>UxElement</c>, <c>ClaimType</c> or <c>GetLocalizedStringsTransformationClaimType</c>.</param>
    /// <param name="elementId">The claim type or control of the text; null for a text without one.</param>
    public string? FindString(string elementType, string? elementId, string stringId) => _texts.GetValueOrDefault(CreateKey(elementType, elementId, stringId));

    /// <summary>Returns the <c>Item</c> elements of a claim type's options: <c>Text</c>, <c>Value</c>, <c>SelectByDefault</c>. Null when the language has none.</summary>
    public IReadOnlyList<PolicyNode>? FindOptions(string claimTypeId) =>
        _collections.FirstOrDefault(collection => string.Equals(collection["ElementId"], claimTypeId, StringComparison.OrdinalIgnoreCase)) is { } found ? [.. found.Elements("Item")] : null;

    private static (string Type, string Element, string String) CreateKey(string elementType, string? elementId, string stringId) => (elementType, (elementId ?? "").ToUpperInvariant(), stringId);
}
