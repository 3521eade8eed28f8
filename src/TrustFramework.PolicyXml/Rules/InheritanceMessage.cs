using System.Text.Json;

namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// The service's message for an inheritance that is not allowed. It was observed for one reason only (policy-rules 2 #25 [O]);
/// the reasons of the rules here are not the service's. [I]
/// </summary>
internal static class InheritanceMessage
{
    public const string Template =
        "Policy '{0}' of tenant '{1}' is not allowed to inherit from the specified base policy. Inheritance chain: {2}";

    public static Finding CreateFinding(ValidationContext context, string reason)
    {
        var chain = string.Join(',', context.Chain.PolicyIds.Select(QuoteJson));
        return new Finding(
            $"Policy '{context.Document.PolicyId}' of tenant '{context.TenantName}' is not allowed to inherit from the "
            + $"specified base policy. Inheritance chain: {{\"Policies\":[{chain}],\"Reason\":{QuoteJson(reason)}}}");
    }

    public static string QuoteJson(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
