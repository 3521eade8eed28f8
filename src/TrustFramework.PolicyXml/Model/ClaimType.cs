using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Model;

/// <summary>A claim type of a merged policy.</summary>
public sealed class ClaimType(PolicyNode node)
{
    public PolicyNode Node { get; } = node;

    public string Id { get; } = node["Id"] ?? "";

    public string? DisplayName { get; } = node.Element("DisplayName")?.Text.Trim();

    /// <summary><c>string</c>, <c>boolean</c>…; null for a claim type without a data type.</summary>
    public string? DataType { get; } = node.Element("DataType")?.Text.Trim();

    /// <summary><c>TextBox</c>, <c>Password</c>…; null for a claim that no page shows.</summary>
    public string? UserInputType { get; } = node.Element("UserInputType")?.Text.Trim();

    public string? UserHelpText { get; } = node.Element("UserHelpText")?.Text.Trim();

    /// <summary>The <c>Pattern</c> element of the restriction: <c>RegularExpression</c>, <c>HelpText</c>.</summary>
    public PolicyNode? Pattern { get; } = node.Element("Restriction")?.Element("Pattern");

    /// <summary>The <c>Enumeration</c> elements of the restriction: <c>Text</c>, <c>Value</c>, <c>SelectByDefault</c>.</summary>
    public ImmutableArray<PolicyNode> Enumeration { get; } = [.. node.Elements("Restriction", "Enumeration")];

    public PolicyNode? Mask { get; } = node.Element("Mask");

    public string? PredicateValidationId { get; } = node.Element("PredicateValidationReference")?["Id"];

    /// <summary>The name of the claim in a protocol; null when the claim type gives none.</summary>
    public string? FindPartnerName(string protocol) =>
        Node.Elements("DefaultPartnerClaimTypes", "Protocol").FirstOrDefault(found => found["Name"] == protocol)?["PartnerClaimType"];
}
