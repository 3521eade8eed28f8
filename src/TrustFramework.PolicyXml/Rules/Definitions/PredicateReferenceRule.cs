using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Every predicate that an input validation or a group of a predicate validation refers to is defined.</summary>
internal static class PredicateReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "predicate-exists", "Predicate", Provenance.Inferred, FindReferences, policy => policy.Predicates) with
    {
        // Refusals were reported, without the text: AD#107081, AD#108172.
        Level = RuleLevel.Error,
        InvalidSample = RuleSample.Create(Sample("Digit")),
        ValidSample = RuleSample.Create(Sample("LENGTH")),
    };

    private static IEnumerable<PolicyReference> FindReferences(MergedPolicy policy) =>
        from element in policy.InputValidations.Values
            .Concat(policy.PredicateValidations.Values.SelectMany(validation => validation.Elements("PredicateGroups", "PredicateGroup")))
        from reference in element.Elements("PredicateReferences", "PredicateReference")
        select PolicyReference.FromAttribute(reference, "Id");

    private static string Sample(string predicate) =>
        $"""
        <BuildingBlocks>
          <Predicates><Predicate Id="Length" Method="IsLengthRange"><Parameters>
            <Parameter Id="Minimum">8</Parameter><Parameter Id="Maximum">64</Parameter>
          </Parameters></Predicate></Predicates>
          <PredicateValidations><PredicateValidation Id="Password"><PredicateGroups><PredicateGroup Id="Group">
            <PredicateReferences MatchAtLeast="1"><PredicateReference Id="{predicate}" /></PredicateReferences>
          </PredicateGroup></PredicateGroups></PredicateValidation></PredicateValidations>
        </BuildingBlocks>
        """;
}
