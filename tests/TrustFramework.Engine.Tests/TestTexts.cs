using TrustFramework.Engine.Pages;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Tests;

/// <summary>Creates localized texts.</summary>
internal static class TestTexts
{
    private static readonly PolicyLocation Nowhere = new("B2C_1A_Test", 1, 1);

    public static LocalizedTexts None { get; } = new(resources: null);

    /// <param name="texts">By element type, element id and string id, separated by slashes.</param>
    /// <param name="options">The options of a claim type; null for none.</param>
    public static LocalizedTexts Create(IReadOnlyDictionary<string, string> texts, IEnumerable<PolicyNode>? options = null, string claimType = "claim") => new(Node("LocalizedResources", children:
    [
        Node("LocalizedStrings", children: texts.Select(text => (Parts: text.Key.Split('/'), text.Value)).Select(text => Node(
            "LocalizedString", [new("ElementType", text.Parts[0]), new("ElementId", text.Parts[1]), new("StringId", text.Parts[2])], text: text.Value))),
        Node("LocalizedCollections", children: options is null ? [] : [Node("LocalizedCollection", [new("ElementId", claimType)], options.Select(option => Node("Item", [.. option.Attributes])))]),
    ]));

    private static PolicyNode Node(string name, KeyValuePair<string, string>[]? attributes = null, IEnumerable<PolicyNode>? children = null, string text = "") =>
        new() { Name = name, Attributes = [.. attributes ?? []], Children = [.. children ?? []], Text = text, Location = Nowhere };
}
