namespace TrustFramework.PolicyXml.Model;

/// <summary>Reads values of policy files.</summary>
public static class PolicyValue
{
    /// <summary>Whether a Boolean attribute or metadata item is true: <c>true</c> in any letter case, or <c>1</c>.</summary>
    public static bool IsTrue(string? text) =>
        text is not null && (text.Trim() == "1" || text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase));
}
