using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Model;

/// <summary>A technical profile with inheritance and includes applied. Lookups ignore case.</summary>
public sealed class TechnicalProfile
{
    internal TechnicalProfile(PolicyNode node)
    {
        Node = node;
        Protocol = node.Element("Protocol")?["Name"];
        Handler = GetHandlerTypeName(node.Element("Protocol")?["Handler"]);
        Metadata = IndexByKey(node.Elements("Metadata", "Item"), "Key");
        CryptographicKeys = IndexByKey(node.Elements("CryptographicKeys", "Key"), "Id");
        InputClaims = ReadClaims("InputClaims", "InputClaim");
        OutputClaims = ReadClaims("OutputClaims", "OutputClaim");
        PersistedClaims = ReadClaims("PersistedClaims", "PersistedClaim");
        DisplayClaims = ReadClaims("DisplayClaims", "DisplayClaim");
        InputClaimsTransformations = ReadReferences("InputClaimsTransformations", "InputClaimsTransformation");
        OutputClaimsTransformations = ReadReferences("OutputClaimsTransformations", "OutputClaimsTransformation");
        ValidationTechnicalProfiles = ReadReferences("ValidationTechnicalProfiles", "ValidationTechnicalProfile");
    }

    public PolicyNode Node { get; }

    public string Id => Node["Id"] ?? "";

    /// <summary>
    /// <c>Protocol/@Name</c>: OpenIdConnect, Proprietary…; null when neither the profile nor its includes have a protocol.
    /// </summary>
    public string? Protocol { get; }

    /// <summary>
    /// The class that handles a proprietary protocol, without namespace and assembly: <c>RestfulProvider</c>; null when there is
    /// none.
    /// </summary>
    public string? Handler { get; }

    /// <summary>Metadata items by key. If a key occurs twice, the last item is used.</summary>
    public IReadOnlyDictionary<string, PolicyNode> Metadata { get; }

    /// <summary>Cryptographic keys by id.</summary>
    public IReadOnlyDictionary<string, PolicyNode> CryptographicKeys { get; }

    public ImmutableArray<ClaimMapping> InputClaims { get; }

    public ImmutableArray<ClaimMapping> OutputClaims { get; }

    public ImmutableArray<ClaimMapping> PersistedClaims { get; }

    public ImmutableArray<ClaimMapping> DisplayClaims { get; }

    /// <summary>The elements with their <c>ReferenceId</c>, in order.</summary>
    public ImmutableArray<PolicyNode> InputClaimsTransformations { get; }

    public ImmutableArray<PolicyNode> OutputClaimsTransformations { get; }

    public ImmutableArray<PolicyNode> ValidationTechnicalProfiles { get; }

    /// <summary>Returns the trimmed text of a child element such as <c>OutputTokenFormat</c>; null when it is missing.</summary>
    public string? GetElementText(string child) => Node.Element(child)?.Text.Trim();

    /// <summary>Returns the trimmed text of a metadata item; null when it is missing.</summary>
    public string? FindMetadataValue(string key) => Metadata.GetValueOrDefault(key)?.Text.Trim();

    /// <summary>Returns whether a proprietary profile is handled by the class with this name.</summary>
    public bool IsHandledBy(string handler) => string.Equals(Handler, handler, StringComparison.OrdinalIgnoreCase);

    private static string? GetHandlerTypeName(string? handler)
    {
        var type = handler?.Split(',')[0].Trim();
        return string.IsNullOrEmpty(type) ? null : type[(type.LastIndexOf('.') + 1)..];
    }

    private static Dictionary<string, PolicyNode> IndexByKey(IEnumerable<PolicyNode> items, string key)
    {
        var map = new Dictionary<string, PolicyNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
            map[item[key] ?? ""] = item;
        return map;
    }

    private ImmutableArray<ClaimMapping> ReadClaims(string list, string item) => [.. Node.Elements(list, item).Select(ClaimMapping.FromNode)];

    private ImmutableArray<PolicyNode> ReadReferences(string list, string item) => [.. Node.Elements(list, item)];
}
