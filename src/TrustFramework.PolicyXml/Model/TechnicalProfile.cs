using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Model;

/// <summary>A claim as a technical profile uses it: in, out, persisted or displayed.</summary>
/// <param name="Claim">The claim type's id; null for a display claim that refers to a display control.</param>
/// <param name="Partner">What the other side calls it: <c>PartnerClaimType</c>, else the claim type's id.</param>
public sealed record ClaimUse(string? Claim, string Partner, PolicyNode Node)
{
    /// <summary>Null when the attribute is not there; it may be empty.</summary>
    public string? DefaultValue => Node["DefaultValue"];

    public bool Required => PolicyValue.IsTrue(Node["Required"]);

    public string? DisplayControl => Node["DisplayControlReferenceId"];

    internal static ClaimUse Of(PolicyNode node)
    {
        var claim = node["ClaimTypeReferenceId"];
        return new ClaimUse(claim, node["PartnerClaimType"] ?? claim ?? "", node);
    }
}

/// <summary>A technical profile as the journey meets it: inheritance and includes applied. Lookups disregard case.</summary>
public sealed class TechnicalProfile
{
    internal TechnicalProfile(PolicyNode node)
    {
        Node = node;
        Protocol = node.Child("Protocol")?["Name"];
        Handler = ShortName(node.Child("Protocol")?["Handler"]);
        Metadata = Map(node.Each("Metadata", "Item"), "Key");
        Keys = Map(node.Each("CryptographicKeys", "Key"), "Id");
        InputClaims = Claims("InputClaims", "InputClaim");
        OutputClaims = Claims("OutputClaims", "OutputClaim");
        PersistedClaims = Claims("PersistedClaims", "PersistedClaim");
        DisplayClaims = Claims("DisplayClaims", "DisplayClaim");
        InputTransformations = References("InputClaimsTransformations", "InputClaimsTransformation");
        OutputTransformations = References("OutputClaimsTransformations", "OutputClaimsTransformation");
        ValidationProfiles = References("ValidationTechnicalProfiles", "ValidationTechnicalProfile");
    }

    public PolicyNode Node { get; }

    public string Id => Node["Id"] ?? "";

    /// <summary><c>Protocol/@Name</c>: OpenIdConnect, Proprietary…; null when neither it nor what it includes has one.</summary>
    public string? Protocol { get; }

    /// <summary>The class of a proprietary protocol without namespace and assembly: <c>RestfulProvider</c>; null when there is none.</summary>
    public string? Handler { get; }

    /// <summary>Metadata items by key. Of a key that is there twice, the last.</summary>
    public IReadOnlyDictionary<string, PolicyNode> Metadata { get; }

    /// <summary>Cryptographic keys by id.</summary>
    public IReadOnlyDictionary<string, PolicyNode> Keys { get; }

    public ImmutableArray<ClaimUse> InputClaims { get; }

    public ImmutableArray<ClaimUse> OutputClaims { get; }

    public ImmutableArray<ClaimUse> PersistedClaims { get; }

    public ImmutableArray<ClaimUse> DisplayClaims { get; }

    /// <summary>Each with its <c>ReferenceId</c>, in their order.</summary>
    public ImmutableArray<PolicyNode> InputTransformations { get; }

    public ImmutableArray<PolicyNode> OutputTransformations { get; }

    public ImmutableArray<PolicyNode> ValidationProfiles { get; }

    /// <summary>The text of a child element such as <c>OutputTokenFormat</c>, trimmed; null when it is not there.</summary>
    public string? Value(string child) => Node.Child(child)?.Text.Trim();

    /// <summary>A metadata item's text, trimmed; null when it is not there.</summary>
    public string? Meta(string key) => Metadata.GetValueOrDefault(key)?.Text.Trim();

    /// <summary>Whether a proprietary profile is handled by the class of that name.</summary>
    public bool IsHandledBy(string handler) => string.Equals(Handler, handler, StringComparison.OrdinalIgnoreCase);

    private static string? ShortName(string? handler)
    {
        var type = handler?.Split(',')[0].Trim();
        return string.IsNullOrEmpty(type) ? null : type[(type.LastIndexOf('.') + 1)..];
    }

    private static Dictionary<string, PolicyNode> Map(IEnumerable<PolicyNode> items, string key)
    {
        var map = new Dictionary<string, PolicyNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
            map[item[key] ?? ""] = item;
        return map;
    }

    private ImmutableArray<ClaimUse> Claims(string list, string item) => [.. Node.Each(list, item).Select(ClaimUse.Of)];

    private ImmutableArray<PolicyNode> References(string list, string item) => [.. Node.Each(list, item)];
}
