namespace TrustFramework.PolicyXml.Model;

/// <summary>An input, output, persisted or display claim of a technical profile.</summary>
/// <param name="ClaimTypeId">The claim type's id; null for a display claim that refers to a display control.</param>
/// <param name="PartnerClaimType">The <c>PartnerClaimType</c>, else the id of the claim type.</param>
public sealed record ClaimMapping(string? ClaimTypeId, string PartnerClaimType, PolicyNode Node)
{
    /// <summary>Null when the attribute is missing; it may be empty.</summary>
    public string? DefaultValue => Node["DefaultValue"];

    public bool IsRequired => PolicyValue.IsTrue(Node["Required"]);

    public string? DisplayControlId => Node["DisplayControlReferenceId"];

    internal static ClaimMapping FromNode(PolicyNode node)
    {
        var claim = node["ClaimTypeReferenceId"];
        return new ClaimMapping(claim, node["PartnerClaimType"] ?? claim ?? "", node);
    }
}
