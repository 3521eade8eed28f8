namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The error for a duplicate key in a list. The message is that of .NET.</summary>
internal static class DuplicateKeyCheck
{
    public const string Message = "An item with the same key has already been added.";

    /// <summary>Returns a finding for each item whose key occurs before it. Items without a key are skipped.</summary>
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
