namespace TrustFramework.PolicyXml.Model;

/// <summary>Values as policy files write them.</summary>
public static class PolicyValue
{
    /// <summary>An <c>xs:boolean</c>, or a metadata item that stands for one: <c>true</c> in any letter case, or <c>1</c>.</summary>
    public static bool IsTrue(string? text) =>
        text is not null && (text.Trim() == "1" || text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase));
}
