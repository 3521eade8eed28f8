using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.Engine.Tracing;

/// <summary>The claims whose values are not shown: those that a page collects as passwords, and those whose names say that they are secrets. [I]</summary>
public static class SecretClaims
{
    /// <summary>What is shown in the place of a value.</summary>
    public const string Mask = "***";

    /// <summary>An attribute of users, no secret.</summary>
    private const string PasswordPolicies = "passwordPolicies";

    private static readonly string[] Words = ["password", "secret", "otp", "verificationCode", "access_token", "refresh_token", "client_assertion"];

    public static bool Contains(MergedPolicy policy, string claimType) =>
        policy.FindClaimType(claimType)?.UserInputType == "Password"
        || (!claimType.Equals(PasswordPolicies, StringComparison.OrdinalIgnoreCase) && Array.Exists(Words, word => claimType.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
