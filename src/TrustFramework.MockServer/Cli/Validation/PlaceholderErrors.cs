using System.Buffers;
using TrustFramework.MockServer.Cli.PolicyFiles;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>Recognizes errors that are due to a placeholder: the value is not known, so neither is whether the service rejects it.</summary>
internal static class PlaceholderErrors
{
    private const string MissingBaseRule = "base-exists";

    /// <summary>Creates a test for the findings of a policy.</summary>
    public static Func<Finding, bool> CreatePredicate(PolicyFile file)
    {
        var members = file.Chain.Where(member => !member.Placeholders.IsEmpty).ToList();
        if (members.Count == 0)
            return _ => false;
        // Lazy, because most policies have no finding.
        var names = new Lazy<SearchValues<string>>(() => SearchValues.Create(
            [.. members.SelectMany(member => member.Placeholders).Select(placeholder => placeholder.Text).Where(Placeholder.IsDelimited).Distinct(StringComparer.Ordinal)],
            StringComparison.Ordinal));
        // The root element has the placeholders of the tenant, and findings without a position of their own.
        var positions = new Lazy<HashSet<(string, int, int)>>(() => members.SelectMany(
            member => member.Placeholders.Where(placeholder => !placeholder.IsOnRoot),
            (member, placeholder) => (member.PolicyId, placeholder.Element.Line, placeholder.Element.Column)).ToHashSet());
        var isBaseUnknown = file.Chain.Last().Placeholders.Any(placeholder => placeholder is { Name: "PolicyId", IsOnRoot: false });
        return finding => (isBaseUnknown && finding.RuleName == MissingBaseRule)
            || (OfflineValidator.IsContentRule(finding.RuleName)
                && (positions.Value.Contains((finding.PolicyId ?? file.PolicyId, finding.Line, finding.Column)) || finding.Message.AsSpan().ContainsAny(names.Value)));
    }
}
