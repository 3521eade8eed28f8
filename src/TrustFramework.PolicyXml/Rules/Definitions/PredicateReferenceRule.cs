using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Every predicate that an input validation or a group of a predicate validation names is defined.</summary>
internal static class PredicateReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReference.Rule(
        "predicate-exists", "Predicate", Provenance.Inferred, References, policy => policy.Predicates) with
    {
        Bad = RuleSample.Of(Sample("Digit")),
        Good = RuleSample.Of(Sample("LENGTH")),
    };

    private static IEnumerable<PolicyReference> References(MergedPolicy policy) =>
        from holder in policy.InputValidations.Values
            .Concat(policy.PredicateValidations.Values.SelectMany(validation => validation.Each("PredicateGroups", "PredicateGroup")))
        from reference in holder.Each("PredicateReferences", "PredicateReference")
        select PolicyReference.By(reference, "Id");

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
