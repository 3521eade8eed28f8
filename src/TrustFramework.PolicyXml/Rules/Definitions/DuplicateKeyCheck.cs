namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>What .NET says when a list that goes by a key has the key twice.</summary>
internal static class DuplicateKeyCheck
{
    public const string Message = "An item with the same key has already been added.";

    /// <summary>The items whose key an item before them has; those without one are passed over.</summary>
    public static IEnumerable<Finding> Find(IEnumerable<PolicyNode> items, string key, StringComparer comparer)
    {
        var seen = new HashSet<string>(comparer);
        foreach (var item in items)
        {
            if (item[key] is { } value && !seen.Add(value))
                yield return Finding.Create(item, Message) with { Hint = $"Remove or rename the second {item.Name} with {key} '{value}'." };
        }
    }
}
