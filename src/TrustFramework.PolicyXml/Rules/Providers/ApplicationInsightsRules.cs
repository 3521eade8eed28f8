using System.Collections.Immutable;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reached profile that reports to Application Insights says where to and what. The <c>*-Common</c> profiles that others
/// include break this and may: nothing calls them. Texts: CAT 90124 to 90127.
/// </summary>
internal static class ApplicationInsightsRules
{
    private const string Destination = "InstrumentationKey";
    private const string Event = "eventName";
    private const string GoodKey = """<Metadata><Item Key="InstrumentationKey">11111111-2222-4333-8444-555555555555</Item></Metadata>""";
    private const string GoodEvent = """<InputClaim ClaimTypeReferenceId="eventName" DefaultValue="SignIn" />""";

    public static ImmutableArray<PolicyRule> All { get; } =
    [
        Rule(
            "insights-key",
            "does not specify an InstrumentationKey.",
            profile => !profile.Metadata.ContainsKey(Destination),
            Tracker(""),
            "90124"),
        Rule(
            "insights-key-value",
            "has no value for the InstrumentationKey.",
            profile => profile.Meta(Destination) is "",
            Tracker("""<Metadata><Item Key="InstrumentationKey"></Item></Metadata>"""),
            "90125"),
        Rule(
            "insights-event",
            "does not specify an input claim with a partner claim type of 'eventName'.",
            profile => EventsOf(profile) is [],
            Tracker(GoodKey, """<InputClaim ClaimTypeReferenceId="name" DefaultValue="SignIn" />"""),
            "90126"),
        Rule(
            "insights-event-value",
            "does not specify or has an empty DefaultValue for the 'eventName' claim.",
            profile => EventsOf(profile) is { Length: > 0 } events && events.All(claim => string.IsNullOrWhiteSpace(claim.DefaultValue)),
            Tracker(GoodKey, """<InputClaim ClaimTypeReferenceId="eventName" />"""),
            "90127"),
    ];

    private static PolicyRule Rule(string name, string complaint, Func<TechnicalProfile, bool> broken, RuleSample bad, string code)
    {
        return new PolicyRule(
            name,
            Stage.Journeys,
            $"The application insights profile '{{0}}' {complaint}",
            Provenance.Inferred,
            $"policy-rules 3; CAT {code}",
            Look)
        {
            Bad = bad,
            Good = Tracker(GoodKey),
        };

        IEnumerable<Finding> Look(PolicyCase policy) =>
            from profile in policy.Merged.Reach.Profiles
            where profile.IsHandledBy("AzureApplicationInsightsProvider") && broken(profile)
            select Finding.At(profile.Node, $"The application insights profile '{profile.Id}' {complaint}");
    }

    private static ImmutableArray<ClaimUse> EventsOf(TechnicalProfile profile) =>
        [.. profile.InputClaims.Where(claim => string.Equals(claim.Partner, Event, StringComparison.OrdinalIgnoreCase))];

    private static RuleSample Tracker(string metadata, string claim = GoodEvent) =>
        SignInSample.Handled("Insights.AzureApplicationInsightsProvider", $"{metadata}<InputClaims>{claim}</InputClaims>");
}
