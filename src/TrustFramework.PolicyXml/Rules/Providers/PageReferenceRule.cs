using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reached self-asserted profile names its page, unless each step that uses it has named one: the step that calls it, or the
/// combined step that has it check a sign-in. Accepted policies without the item use the profile in such steps only (policy-rules 4).
/// </summary>
internal static class PageReferenceRule
{
    private const string Key = "ContentDefinitionReferenceId";

    public static PolicyRule Rule { get; } = new(
        "page-reference", Stage.Journeys, RequiredMetadataRule.Template, Provenance.Inferred, "policy-rules 4; CAT 90023", Look)
    {
        Bad = Page(""),
        Good = Page("""<Metadata><Item Key="ContentDefinitionReferenceId">api.page</Item></Metadata>"""),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from profile in policy.Merged.Reach.Profiles
        where profile.IsHandledBy("SelfAssertedAttributeProvider") && !profile.Metadata.ContainsKey(Key)
        where !StepsNamePage(policy.Merged, profile)
        select RequiredMetadataRule.Missing(profile, Key);

    private static bool StepsNamePage(MergedPolicy policy, TechnicalProfile profile)
    {
        var uses = policy.Reach.Journeys.SelectMany(journey => UsesOf(profile, [.. journey.Walk(policy).Select(found => found.Step)])).ToList();
        return uses.Count > 0 && uses.TrueForAll(named => named);
    }

    /// <summary>For each call of the profile whether a step names the page for it.</summary>
    private static IEnumerable<bool> UsesOf(TechnicalProfile profile, IReadOnlyList<JourneyStep> steps) =>
        from step in steps
        from exchange in step.Exchanges
        where Same(exchange["TechnicalProfileReferenceId"], profile.Id)
        select step.ContentDefinition is not null || steps.Any(other => other.ContentDefinition is not null
            && other.Selections.Any(selection => Same(selection["ValidationClaimsExchangeId"], exchange["Id"])));

    private static bool Same(string? id, string? other) => string.Equals(id, other, StringComparison.OrdinalIgnoreCase);

    private static RuleSample Page(string metadata) => SignInSample.Handled(
        "SelfAssertedAttributeProvider", $"""{metadata}<OutputClaims><OutputClaim ClaimTypeReferenceId="name" /></OutputClaims>""");
}
