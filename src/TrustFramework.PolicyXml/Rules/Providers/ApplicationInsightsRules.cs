using System.Collections.Immutable;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reachable profile for Application Insights has an instrumentation key and an event name. The <c>*-Common</c> profiles that
/// others include do not conform, but no step calls them. Texts: catalog errors 90124 to 90127.
/// </summary>
internal static class ApplicationInsightsRules
{
    private const string InstrumentationKey = "InstrumentationKey";
    private const string EventNameClaim = "eventName";
    private const string ValidMetadata = """<Metadata><Item Key="InstrumentationKey">11111111-2222-4333-8444-555555555555</Item></Metadata>""";
    private const string ValidInputClaim = """<InputClaim ClaimTypeReferenceId="eventName" DefaultValue="SignIn" />""";

    public static ImmutableArray<PolicyRule> All { get; } =
    [
        CreateRule(
            "insights-key",
            "does not specify an InstrumentationKey.",
            profile => !profile.Metadata.ContainsKey(InstrumentationKey),
            Sample(""),
            "90124"),
        CreateRule(
            "insights-key-value",
            "has no value for the InstrumentationKey.",
            profile => profile.FindMetadataValue(InstrumentationKey) is "",
            Sample("""<Metadata><Item Key="InstrumentationKey"></Item></Metadata>"""),
            "90125"),
        CreateRule(
            "insights-event",
            "does not specify an input claim with a partner claim type of 'eventName'.",
            profile => GetEventNameClaims(profile) is [],
            Sample(ValidMetadata, """<InputClaim ClaimTypeReferenceId="name" DefaultValue="SignIn" />"""),
            "90126"),
        CreateRule(
            "insights-event-value",
            "does not specify or has an empty DefaultValue for the 'eventName' claim.",
            profile => GetEventNameClaims(profile) is { Length: > 0 } events && events.All(claim => string.IsNullOrWhiteSpace(claim.DefaultValue)),
            Sample(ValidMetadata, """<InputClaim ClaimTypeReferenceId="eventName" />"""),
            "90127"),
    ];

    private static PolicyRule CreateRule(string name, string error, Func<TechnicalProfile, bool> isViolated, RuleSample invalidSample, string code)
    {
        return new PolicyRule(
            name,
            ValidationStage.Journeys,
            $"The application insights profile '{{0}}' {error}",
            Provenance.Inferred,
            $"policy-rules 3; CAT {code}",
            Evaluate)
        {
            InvalidSample = invalidSample,
            ValidSample = Sample(ValidMetadata),
        };

        IEnumerable<Finding> Evaluate(ValidationContext context) =>
            from profile in context.Merged.Reachable.Profiles
            where profile.IsHandledBy("AzureApplicationInsightsProvider") && isViolated(profile)
            select Finding.Create(profile.Node, $"The application insights profile '{profile.Id}' {error}");
    }

    private static ImmutableArray<ClaimMapping> GetEventNameClaims(TechnicalProfile profile) =>
        [.. profile.InputClaims.Where(claim => string.Equals(claim.PartnerClaimType, EventNameClaim, StringComparison.OrdinalIgnoreCase))];

    private static RuleSample Sample(string metadata, string claim = ValidInputClaim) =>
        ProviderPolicySample.WithHandler("Insights.AzureApplicationInsightsProvider", $"{metadata}<InputClaims>{claim}</InputClaims>");
}
