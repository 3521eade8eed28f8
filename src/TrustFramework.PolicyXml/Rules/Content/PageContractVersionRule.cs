using System.Collections.Immutable;
using System.Globalization;

namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// The version of a page contract is one that there is. Patches come out more often than this list: of a minor version that is
/// known, any patch passes (policy-rules 9.4).
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
        foreach (var address in context.Merged.ContentDefinitions.Values.Select(definition => definition.Element("DataUri")).OfType<PolicyNode>())
        {
            if (PageLayoutVersions.FindPageContract(address.Text.Trim()) is not var (contract, version, known) || IsKnown(version, known))
                continue;
            var list = string.Join(',', known.Select(each => $"\"{each}\""));
            yield return Finding.Create(
                address, $"The specified page contract '{contract}' has invalid version '{version}'. The available versions are: '[{list}]'.");
        }
    }

    private static bool IsKnown(string version, ImmutableArray<string> known)
    {
        var dot = version.LastIndexOf('.');
        return dot > 0
            && int.TryParse(version.AsSpan(dot + 1), NumberStyles.None, null, out _)
            && known.Any(each => each.AsSpan(0, each.LastIndexOf('.')).SequenceEqual(version.AsSpan(0, dot)));
    }
}
