using System.Text.Json;

namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// The service's refusal of an inheritance, seen for one reason only (policy-rules 2 #25 [O]); the reasons given here are ours. [I]
/// </summary>
internal static class InheritanceText
{
    public const string Template =
        "Policy '{0}' of tenant '{1}' is not allowed to inherit from the specified base policy. Inheritance chain: {2}";

    public static Finding Refuse(PolicyCase policy, string reason)
    {
        var chain = string.Join(',', policy.Chain.Ids.Select(Quote));
        return new Finding(
            $"Policy '{policy.Policy.PolicyId}' of tenant '{policy.Home.NameFor(policy.Policy)}' is not allowed to inherit from the "
            + $"specified base policy. Inheritance chain: {{\"Policies\":[{chain}],\"Reason\":{Quote(reason)}}}");
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
