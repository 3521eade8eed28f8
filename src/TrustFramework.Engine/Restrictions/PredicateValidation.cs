using System.Globalization;
using TrustFramework.Engine.Pages;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.Engine.Restrictions;

/// <summary>Predicate validations: all groups must match, and in each group at least <c>MatchAtLeast</c> predicates, by default all.</summary>
internal static class PredicateValidation
{
    /// <summary>Returns whether a text matches. A validation that the policy does not have matches nothing.</summary>
    public static bool Matches(string id, string text, MergedPolicy policy, DateTimeOffset now) => Check(id, text, policy, now, texts: null) is null;

    /// <summary>
    /// Returns the texts of the groups that do not match, each with the texts of its missing predicates, one to a line [I]; empty when the policy
    /// gives none; null when the text matches.
    /// </summary>
    public static string? Check(string id, string text, MergedPolicy policy, DateTimeOffset now, LocalizedTexts? texts)
    {
        if (policy.PredicateValidations.Find(id) is not { } validation)
            return "";
        var matches = true;
        var lines = new List<string>();
        foreach (var group in validation.Elements("PredicateGroups", "PredicateGroup"))
        {
            var missing = FindMissing(group, text, policy, now);
            if (missing.Count == 0)
                continue;
            matches = false;
            AddLine(lines, texts?.FindString("PredicateValidation", id, group["Id"] ?? "") ?? GetText(group));
            foreach (var predicate in missing)
                AddLine(lines, texts?.FindString("Predicate", predicate["Id"], "HelpText") ?? predicate["HelpText"] ?? GetText(predicate));
        }

        return matches ? null : string.Join('\n', lines);
    }

    /// <summary>Returns the predicates that a text does not match; none when enough others match.</summary>
    private static List<PolicyNode> FindMissing(PolicyNode group, string text, MergedPolicy policy, DateTimeOffset now)
    {
        PolicyNode[] references = [.. group.Elements("PredicateReferences", "PredicateReference")];
        var required = int.TryParse(group.Element("PredicateReferences")?["MatchAtLeast"], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : references.Length;
        var missing = references.Select(reference => policy.Predicates.Find(reference["Id"]) ?? reference).Where(predicate => !Predicate.Matches(predicate, text, now)).ToList();
        return references.Length - missing.Count >= required ? [] : missing;
    }

    private static string? GetText(PolicyNode node) => node.Element("UserHelpText")?.Text.Trim();

    private static void AddLine(List<string> lines, string? line)
    {
        if (!string.IsNullOrEmpty(line))
            lines.Add(line);
    }
}
