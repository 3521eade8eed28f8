using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Issuing;

/// <summary>An output claim of the relying party: a claim of its tokens.</summary>
/// <param name="ClaimTypeId">The claim type in the journey.</param>
/// <param name="Name">The name in the token.</param>
/// <param name="PartnerClaimType">As written; null when the name comes from the claim type.</param>
/// <param name="DataType">Of the claim type; null when it is not defined.</param>
public sealed record RelyingPartyClaim(string ClaimTypeId, string Name, string? PartnerClaimType, string? DataType, string? DisplayName, string? DefaultValue, bool AlwaysUseDefaultValue)
{
    /// <summary>The claim type whose name in tokens is <c>tfp</c>. [I]</summary>
    private const string PolicyClaimType = "trustFrameworkPolicy";

    internal static RelyingPartyClaim? Read(MergedPolicy policy, PolicyNode node)
    {
        if (node["ClaimTypeReferenceId"] is not { } id)
            return null;
        var partner = node["PartnerClaimType"];
        var type = policy.FindClaimType(id);
        return new RelyingPartyClaim(
            id,
            partner ?? type?.FindPartnerName("OpenIdConnect") ?? (id.Equals(PolicyClaimType, StringComparison.OrdinalIgnoreCase) ? "tfp" : id),
            partner,
            type?.DataType,
            type?.DisplayName,
            node["DefaultValue"],
            PolicyValue.IsTrue(node["AlwaysUseDefaultValue"]));
    }

    /// <summary>The value in the token; null when the token has no such claim.</summary>
    public ClaimValue? GetValue(ClaimsBag claims, ClaimResolvers resolvers)
    {
        var value = claims[ClaimTypeId];
        var hasValue = value is { IsEmpty: false };
        if (DefaultValue is null || (hasValue && !AlwaysUseDefaultValue))
            return hasValue ? value : null;
        return resolvers.Resolve(DefaultValue) is { } text && ClaimValue.Parse(text, DataType) is { IsEmpty: false } parsed ? parsed : null;
    }
}
