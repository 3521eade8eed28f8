namespace Contoso.Policies;

/// <summary>The smallest valid policies: a base policy and a policy that inherits from it.</summary>
internal static class ExamplePolicies
{
    public static string Base(string tenant) => Policy("B2C_1A_Base", tenant);

    public static string Leaf(string tenant) => Policy(
        "B2C_1A_Leaf", tenant, $"<BasePolicy><TenantId>{tenant}</TenantId><PolicyId>B2C_1A_Base</PolicyId></BasePolicy>");

    private static string Policy(string id, string tenant, string inside = "") =>
        $"""
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0"
            TenantId="{tenant}" PolicyId="{id}" PublicPolicyUri="http://{tenant}/{id}">{inside}</TrustFrameworkPolicy>
        """;
}
