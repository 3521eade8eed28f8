using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>Numbers in the metadata of reachable profiles are in the documented ranges. Nobody has seen the service refuse others.</summary>
internal static class MetadataRangeRule
{
    private static readonly ImmutableArray<(string Handler, string Key, NumberRange Range)> Ranges =
    [
        ("OneTimePasswordProtocolProvider", "CodeExpirationInSeconds", new NumberRange(60, 1200)),
        ("OneTimePasswordProtocolProvider", "CodeLength", new NumberRange(1, int.MaxValue)),
        ("OneTimePasswordProtocolProvider", "NumRetryAttempts", new NumberRange(1, int.MaxValue)),
        ("OneTimePasswordProtocolProvider", "NumCodeGenerationAttempts", new NumberRange(1, int.MaxValue)),
    ];

    public static PolicyRule Rule { get; } = new(
        "metadata-range",
        ValidationStage.Journeys,
        "The metadata item '{0}' of technical profile '{1}' has the value '{2}'. Expected a number from {3} to {4}.",
        Provenance.Documented,
        "doc:one-time-password-technical-profile",
        Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = Sample("30"),
        ValidSample = Sample("60"),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in context.Merged.Reachable.Profiles
        from item in Ranges
        where profile.IsHandledBy(item.Handler)
        let node = item.Range.FindInvalidItem(profile, item.Key)
        where node is not null
        select Finding.Create(
            node,
            $"The metadata item '{item.Key}' of technical profile '{profile.Id}' has the value '{node.Text.Trim()}'. "
            + $"Expected a number from {item.Range.Minimum} to {item.Range.Maximum}.");

    private static RuleSample Sample(string seconds) => ProviderPolicySample.WithHandler(
        "OneTimePasswordProtocolProvider",
        $"""<Metadata><Item Key="Operation">GenerateCode</Item><Item Key="CodeExpirationInSeconds">{seconds}</Item></Metadata>""");
}
