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
    public const string Key = "ContentDefinitionReferenceId";

    public static PolicyRule Rule { get; } = new(
        "page-reference", ValidationStage.Journeys, MetadataChecks.MissingTemplate, Provenance.Inferred, "policy-rules 4; CAT 90023", Evaluate)
    {
        InvalidSample = Sample(""),
        ValidSample = Sample("""<Metadata><Item Key="ContentDefinitionReferenceId">api.page</Item></Metadata>"""),
    };

    /// <summary>Returns the self-asserted profiles that show a page of their own.</summary>
    public static IEnumerable<TechnicalProfile> GetPageProfiles(ValidationContext context)
    {
        var pageReferences = FindPageReferences(context.Merged);
        return context.Merged.Reachable.Profiles.Where(profile => profile.IsHandledBy("SelfAssertedAttributeProvider") && !pageReferences.GetValueOrDefault(profile.Id));
    }

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in GetPageProfiles(context)
        where !profile.Metadata.ContainsKey(Key)
        select MetadataChecks.CreateMissingFinding(profile, Key);

    /// <summary>Returns, for each profile that a step calls, whether all of these steps have a content definition for it.</summary>
    private static Dictionary<string, bool> FindPageReferences(MergedPolicy policy)
    {
        var hasPages = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var journey in policy.Reachable.Journeys)
        {
            List<OrchestrationStep> steps = [.. journey.EnumerateSteps(policy).Select(found => found.Step)];
            var validated = steps.Where(step => step.ContentDefinitionId is not null).SelectMany(step => step.ClaimsProviderSelections)
                .Select(selection => selection["ValidationClaimsExchangeId"]).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var (step, exchange) in steps.SelectMany(step => step.ClaimsExchanges, (step, exchange) => (step, exchange)))
            {
                var hasPage = step.ContentDefinitionId is not null || validated.Contains(exchange["Id"] ?? "");
                var profile = exchange["TechnicalProfileReferenceId"] ?? "";
                hasPages[profile] = hasPage && hasPages.GetValueOrDefault(profile, true);
            }
        }

        return hasPages;
    }

    private static RuleSample Sample(string metadata) => ProviderPolicySample.WithHandler(
        "SelfAssertedAttributeProvider", $"""{metadata}<OutputClaims><OutputClaim ClaimTypeReferenceId="name" /></OutputClaims>""");
}
