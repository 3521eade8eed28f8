using System.Text.Json;

namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// The service's message for an inheritance that is not allowed. It was observed for one reason only (policy-rules 2 #25 [O]);
/// the reasons of the rules here are not the service's. [I]
/// </summary>
internal static class InheritanceMessage
{
    public static string Template { get; } = Format("{0}", "{1}", "{2}");

    public static string Format(string policyId, string tenant, string chain) =>
        $"Policy '{policyId}' of tenant '{tenant}' is not allowed to inherit from the specified base policy. Inheritance chain: {chain}";

    public static Finding CreateFinding(ValidationContext context, string reason)
    {
        var chain = string.Join(',', context.Chain.PolicyIds.Select(QuoteJson));
        return new Finding(Format(context.Document.PolicyId, context.TenantName, $"{{\"Policies\":[{chain}],\"Reason\":{QuoteJson(reason)}}}"));
    }

    public static string QuoteJson(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
