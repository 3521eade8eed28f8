using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reachable self-asserted profile has a content definition, unless every step that uses it has one: the step that calls it, or
/// the combined step that uses it to validate a sign-in. Accepted policies without the item use the profile only in such steps
/// (policy-rules 4).
/// </summary>
internal static class PageReferenceRule
{
    private const string Key = "ContentDefinitionReferenceId";

    public static PolicyRule Rule { get; } = new(
        "page-reference", ValidationStage.Journeys, MetadataChecks.MissingTemplate, Provenance.Inferred, "policy-rules 4; CAT 90023", Evaluate)
    {
        InvalidSample = Sample(""),
        ValidSample = Sample("""<Metadata><Item Key="ContentDefinitionReferenceId">api.page</Item></Metadata>"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in context.Merged.Reachable.Profiles
        where profile.IsHandledBy("SelfAssertedAttributeProvider") && !profile.Metadata.ContainsKey(Key)
        where !AllStepsReferencePage(context.Merged, profile)
        select MetadataChecks.CreateMissingFinding(profile, Key);

    private static bool AllStepsReferencePage(MergedPolicy policy, TechnicalProfile profile)
    {
        var uses = policy.Reachable.Journeys.SelectMany(journey => GetPageReferences(profile, [.. journey.EnumerateSteps(policy).Select(found => found.Step)])).ToList();
        return uses.Count > 0 && uses.TrueForAll(hasPage => hasPage);
    }

    /// <summary>Returns, for each call of the profile, whether a step has a content definition for it.</summary>
    private static IEnumerable<bool> GetPageReferences(TechnicalProfile profile, IReadOnlyList<OrchestrationStep> steps) =>
        from step in steps
        from exchange in step.ClaimsExchanges
        where EqualsIgnoreCase(exchange["TechnicalProfileReferenceId"], profile.Id)
        select step.ContentDefinitionId is not null || steps.Any(other => other.ContentDefinitionId is not null
            && other.ClaimsProviderSelections.Any(selection => EqualsIgnoreCase(selection["ValidationClaimsExchangeId"], exchange["Id"])));

    private static bool EqualsIgnoreCase(string? id, string? other) => string.Equals(id, other, StringComparison.OrdinalIgnoreCase);

    private static RuleSample Sample(string metadata) => ProviderPolicySample.WithHandler(
        "SelfAssertedAttributeProvider", $"""{metadata}<OutputClaims><OutputClaim ClaimTypeReferenceId="name" /></OutputClaims>""");
}
