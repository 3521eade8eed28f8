using System.Collections.Immutable;
using System.Globalization;

namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// The version of a page contract exists. Patch versions are released more often than this list is updated, so any patch of a
/// known minor version is accepted (policy-rules 9.4).
/// </summary>
internal static class PageContractVersionRule
{
    public static PolicyRule Rule { get; } = new(
        "page-contract-version",
        ValidationStage.Definitions,
        "The specified page contract '{0}' has invalid version '{1}'. The available versions are: '[{2}]'.",
        Provenance.Observed,
        "policy-rules 2 #18, 9.4",
        Evaluate)
    {
        InvalidSample = RuleSample.Create(PageSample.CompleteContentDefinition("urn:com:microsoft:aad:b2c:elements:contract:unifiedssd:2.1.4")),
        ValidSample = RuleSample.Create(PageSample.CompleteContentDefinition("urn:com:microsoft:aad:b2c:elements:contract:unifiedssd:1.2.99")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var dataUri in context.Merged.ContentDefinitions.Values.Select(definition => definition.Element("DataUri")).OfType<PolicyNode>())
        {
            if (PageLayoutVersions.FindPageContract(dataUri.Text.Trim()) is not var (contract, version, versions) || IsKnown(version, versions))
                continue;
            var list = string.Join(',', versions.Select(candidate => $"\"{candidate}\""));
            yield return Finding.Create(
                dataUri, $"The specified page contract '{contract}' has invalid version '{version}'. The available versions are: '[{list}]'.");
        }
    }

    private static bool IsKnown(string version, ImmutableArray<string> versions)
    {
        var dot = version.LastIndexOf('.');
        return dot > 0
            && int.TryParse(version.AsSpan(dot + 1), NumberStyles.None, null, out _)
            && versions.Any(candidate => candidate.AsSpan(0, candidate.LastIndexOf('.')).SequenceEqual(version.AsSpan(0, dot)));
    }
}
