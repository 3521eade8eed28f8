namespace TrustFramework.PolicyXml.Model;

/// <summary>A claim as a technical profile uses it: in, out, persisted or displayed.</summary>
/// <param name="ClaimTypeId">The claim type's id; null for a display claim that refers to a display control.</param>
/// <param name="PartnerClaimType">What the other side calls it: <c>PartnerClaimType</c>, else the claim type's id.</param>
public sealed record ClaimMapping(string? ClaimTypeId, string PartnerClaimType, PolicyNode Node)
{
    /// <summary>Null when the attribute is not there; it may be empty.</summary>
    public string? DefaultValue => Node["DefaultValue"];

    public bool IsRequired => PolicyValue.IsTrue(Node["Required"]);

    public string? DisplayControlId => Node["DisplayControlReferenceId"];

    internal static ClaimMapping FromNode(PolicyNode node)
    {
        var claim = node["ClaimTypeReferenceId"];
        return new ClaimMapping(claim, node["PartnerClaimType"] ?? claim ?? "", node);
    }
}
