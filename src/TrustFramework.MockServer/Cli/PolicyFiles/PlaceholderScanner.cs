using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>A placeholder in a value of a policy file.</summary>
/// <param name="Text">As in the file: <c>{Settings:Tenant}</c>.</param>
/// <param name="Name">The attribute, the element, or the key of the metadata item that has the value.</param>
/// <param name="Element">The position of the element. An error at this position can be due to the placeholder.</param>
/// <param name="IsOnRoot">Whether the element is the root of the file.</param>
internal sealed record FoundPlaceholder(string Text, string Name, PolicyLocation Element, bool IsOnRoot);

/// <summary>Finds placeholders in the values of a policy file that the schema accepts.</summary>
internal static class PlaceholderScanner
{
    public static IEnumerable<FoundPlaceholder> Scan(PolicyNode root)
    {
        foreach (var node in root.DescendantsAndSelf())
        {
            foreach (var (name, value) in node.Attributes)
            {
                if (Placeholder.Find(value, ClassifyAttribute(node, name)) is { } placeholder)
                    yield return new FoundPlaceholder(placeholder, name, node.Location, node == root);
            }

            if (node.Children.IsEmpty && node.Text.Length > 0 && Placeholder.Find(node.Text, ClassifyText(node)) is { } found)
                yield return new FoundPlaceholder(found, node.Name == "Item" ? node["Key"] ?? node.Name : node.Name, node.Location, IsOnRoot: false);
        }
    }

    private static ValueKind ClassifyAttribute(PolicyNode node, string name) => name switch
    {
        "Text" or "HelpText" => ValueKind.Text,
        "RegularExpression" or "Regex" or "Key" => ValueKind.Pattern,
        "Value" when node.Name == "InputParameter" => ValueKind.Pattern,
        "DefaultValue" => ClassifyDefaultValue(node),
        "TenantId" or "PolicyId" or "TenantObjectId" or "StorageReferenceId" => ValueKind.Setting,
        "InstrumentationKey" => ValueKind.ResourceId,
        // Ids of the policy's own elements are words like any other.
        _ when name.EndsWith("Id", StringComparison.Ordinal) => ValueKind.Pattern,
        _ => ValueKind.Setting,
    };

    /// <summary>The default value of a claim is a text, except that of the claims that name an application.</summary>
    private static ValueKind ClassifyDefaultValue(PolicyNode claim) =>
        IsResourceId(claim["PartnerClaimType"]) || IsResourceId(claim["ClaimTypeReferenceId"]) ? ValueKind.ResourceId : ValueKind.Text;

    private static ValueKind ClassifyText(PolicyNode node) => node.Name switch
    {
        "Item" when node["Key"] is { } key => ClassifyItem(key),
        "DisplayName" or "Description" or "UserHelpText" or "AdminHelpText" or "LocalizedString" or "Item" => ValueKind.Text,
        "Parameter" or "Mask" or "ResponseMatch" or "Value" => ValueKind.Pattern,
        _ => ValueKind.Setting,
    };

    private static ValueKind ClassifyItem(string key)
    {
        if (IsResourceId(key))
            return ValueKind.ResourceId;
        var isText = key.Contains("Message", StringComparison.OrdinalIgnoreCase) || key.Contains("DisplayName", StringComparison.OrdinalIgnoreCase)
            || key.Contains("Subject", StringComparison.OrdinalIgnoreCase) || key.StartsWith("language.", StringComparison.OrdinalIgnoreCase);
        return isText ? ValueKind.Text : ValueKind.Setting;
    }

    private static bool IsResourceId(string? name) => name?.ToUpperInvariant() is
        "CLIENT_ID" or "CLIENTID" or "RESOURCE_ID" or "RESOURCE" or "IDTOKENAUDIENCE" or "APPLICATIONOBJECTID" or "APPLICATIONID" or "INSTRUMENTATIONKEY";
}
