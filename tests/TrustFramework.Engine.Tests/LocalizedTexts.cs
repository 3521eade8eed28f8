using TrustFramework.Engine.Ports;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Tests;

/// <summary>Localized texts by element type, element id and string id, separated by slashes.</summary>
internal sealed class LocalizedTexts(IReadOnlyDictionary<string, string> texts, IReadOnlyList<PolicyNode>? options = null) : ILocalizedTexts
{
    public static LocalizedTexts None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    public string? FindString(string elementType, string? elementId, string stringId) => texts.GetValueOrDefault($"{elementType}/{elementId}/{stringId}");

    public IReadOnlyList<PolicyNode>? FindOptions(string claimTypeId) => options;
}
