using System.Text;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Tests;

/// <summary>Merged policies from XML fragments.</summary>
internal static class TestPolicy
{
    public static MergedPolicy Merge(string buildingBlocks = "", string profiles = "") => PolicyChain.Load(
        PolicyReader.Read(Encoding.UTF8.GetBytes(
            $"""
            <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="contoso.onmicrosoft.com" PolicyId="B2C_1A_A" PublicPolicyUri="http://contoso.onmicrosoft.com/B2C_1A_A">
              <BuildingBlocks>{buildingBlocks}</BuildingBlocks>
              <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>{profiles}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>
            </TrustFrameworkPolicy>
            """)).Value,
        _ => null).Merge()!;

    /// <summary>Returns a claim type with the elements after its data type.</summary>
    public static ClaimType CreateClaimType(string elements = "", string dataType = "string") => FindClaimType(Merge(ClaimsSchema(elements, dataType)));

    public static ClaimType FindClaimType(MergedPolicy policy) => new(policy.ClaimTypes.Find("claim")!);

    public static string ClaimsSchema(string elements = "", string dataType = "string") =>
        $"""<ClaimsSchema><ClaimType Id="claim"><DisplayName>The claim</DisplayName><DataType>{dataType}</DataType>{elements}</ClaimType></ClaimsSchema>""";

    public static string Escape(string text) => System.Security.SecurityElement.Escape(text);
}
