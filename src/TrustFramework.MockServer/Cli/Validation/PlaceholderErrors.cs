using TrustFramework.MockServer.Cli.PolicyFiles;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>Recognizes errors that are due to a placeholder: the value is not known, so neither is whether the service rejects it.</summary>
internal static class PlaceholderErrors
{
    /// <summary>Creates a test for the findings of a policy.</summary>
    public static Func<Finding, bool> CreatePredicate(PolicyFile file)
    {
        var members = file.Chain.Where(member => !member.Placeholders.IsEmpty).ToList();
        if (members.Count == 0)
            return _ => false;
        var names = members.SelectMany(member => member.Placeholders).Select(placeholder => placeholder.Text).Where(Placeholder.IsDelimited).Distinct(StringComparer.Ordinal).ToList();
        // The root element has the placeholders of the tenant, and findings without a position of their own.
        var positions = members.SelectMany(member => member.Placeholders.Where(placeholder => !placeholder.IsOnRoot), (member, placeholder) =>
            (member.PolicyId, placeholder.Element.Line, placeholder.Element.Column)).ToHashSet();
        return finding => OfflineValidator.IsContentRule(finding.RuleName)
            && (positions.Contains((finding.PolicyId ?? file.PolicyId, finding.Line, finding.Column))
                || names.Exists(name => finding.Message.Contains(name, StringComparison.Ordinal)));
    }
}
