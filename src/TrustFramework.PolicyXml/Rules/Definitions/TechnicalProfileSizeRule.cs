using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Limits the elements of all technical profiles together, counting those that they include and refer to. A few files can define thousands of
/// profiles that each include thousands of elements. The largest known policies have about ten thousand elements. The service's limit is
/// unknown, and so is its text. [I]
/// </summary>
internal static class TechnicalProfileSizeRule
{
    private const int MaxElements = 100_000;

    public static PolicyRule Rule { get; } = new(
        "technical-profile-size", ValidationStage.Definitions, FormatMessage("{0}", "{1}"), Provenance.Inferred, "MockServer's own limit", Evaluate)
    {
        IsSizeLimit = true,
        InvalidSample = RuleSample.Create(Sample(profiles: 225)),
        ValidSample = RuleSample.Create(Sample(profiles: 10)),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        var policy = context.Merged;
        var (sizes, total) = (new Dictionary<PolicyNode, long>(), 0L);
        foreach (var profile in policy.TechnicalProfiles.Values.Concat(policy.RelyingParty?.Elements("TechnicalProfile") ?? []))
        {
            total += GetSize(policy, profile, sizes);
            if (total > MaxElements)
                return [Finding.Create(profile, FormatMessage(policy.PolicyId, context.TenantName))];
        }

        return [];
    }

    /// <summary>Returns the number of elements with includes applied. Every profile of a cycle has the size of the whole cycle.</summary>
    private static long GetSize(MergedPolicy policy, PolicyNode profile, Dictionary<PolicyNode, long> sizes)
    {
        var chain = new OrderedDictionary<PolicyNode, long>();
        var next = profile;
        while (next is not null && !sizes.ContainsKey(next) && chain.TryAdd(next, CountElements(policy, next)))
            next = policy.TechnicalProfiles.Find(next.Element("IncludeTechnicalProfile")?["ReferenceId"]);

        var cycleStart = next is null ? -1 : chain.IndexOf(next);
        var included = cycleStart >= 0 ? chain.Values.Skip(cycleStart).Sum() : next is null ? 0 : sizes[next];
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            var (node, size) = chain.GetAt(i);
            if (cycleStart < 0 || i < cycleStart)
                included += size;
            sizes[node] = included;
        }

        return sizes[profile];
    }

    private static long CountElements(MergedPolicy policy, PolicyNode profile) => 1 + profile.Children.Sum(child => 1L + child.Children.Length + child.Name switch
    {
        "InputClaimsTransformations" or "OutputClaimsTransformations" => child.Children.Sum(reference => CountItems(policy.ClaimsTransformations.Find(reference["ReferenceId"]))),
        "DisplayClaims" => child.Children.Sum(claim => CountItems(policy.DisplayControls.Find(claim["DisplayControlReferenceId"]))),
        _ => 0L,
    });

    private static long CountItems(PolicyNode? element) => element?.Children.Sum(list => (long)list.Children.Length) ?? 0;

    private static string FormatMessage(string policyId, string tenant) =>
        $"The technical profiles of policy \"{policyId}\" of tenant \"{tenant}\" have more than {MaxElements} elements, counting the elements that they include "
        + "and refer to.";

    /// <summary>Creates profiles of which each includes the previous one.</summary>
    private static string Sample(int profiles) =>
        $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>Sample</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="P0"><DisplayName>First</DisplayName><Protocol Name="None" /></TechnicalProfile>
          {string.Concat(Enumerable.Range(1, profiles).Select(SampleProfile))}
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;

    private static string SampleProfile(int number) =>
        $"""<TechnicalProfile Id="P{number}"><Metadata><Item Key="k{number}" /></Metadata><IncludeTechnicalProfile ReferenceId="P{number - 1}" /></TechnicalProfile>""";
}
