namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// A technical profile does not include itself, directly or through others. What the service does with such a profile is unknown. [I]
/// </summary>
internal static class IncludeCycleRule
{
    public static PolicyRule Rule { get; } = new(
        "include-cycle",
        ValidationStage.Definitions,
        "TechnicalProfile with id \"{0}\" includes itself.",
        Provenance.Inferred,
        "policy-rules 6.4",
        Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = RuleSample.Create(Sample("Other")),
        ValidSample = RuleSample.Create(Sample("Common")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        var profiles = context.Merged.TechnicalProfiles;
        var visitedFrom = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var start in context.Merged.GetNewOrChanged(policy => policy.TechnicalProfiles))
        {
            var startId = start["Id"] ?? "";
            PolicyNode? node = start;
            while (node?["Id"] is { } id && visitedFrom.TryAdd(id, startId))
                node = profiles.Find(node.Element("IncludeTechnicalProfile")?["ReferenceId"]);

            // Only the walk that first reaches a cycle reports it.
            if (node?["Id"] is { } repeated && node.Element("IncludeTechnicalProfile") is { } include && visitedFrom[repeated] == startId)
                yield return Finding.Create(include, $"TechnicalProfile with id \"{repeated}\" includes itself.");
        }
    }

    private static string Sample(string included) =>
        $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>Any</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" /><IncludeTechnicalProfile ReferenceId="{included}" /></TechnicalProfile>
          <TechnicalProfile Id="Other"><DisplayName>Other</DisplayName><Protocol Name="None" /><IncludeTechnicalProfile ReferenceId="Any" /></TechnicalProfile>
          <TechnicalProfile Id="Common"><DisplayName>Common</DisplayName><Protocol Name="None" /></TechnicalProfile>
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
