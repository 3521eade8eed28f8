namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The predicate validation that a claim type refers to is defined.</summary>
internal static class PredicateValidationReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "predicate-validation-exists",
        "PredicateValidation",
        Provenance.Inferred,
        policy => policy.ClaimTypes.Values.SelectMany(claim => claim.Elements("PredicateValidationReference")).Select(reference => PolicyReference.FromAttribute(reference, "Id")),
        policy => policy.PredicateValidations) with
    {
        // Refusals were reported, without the text: AD#107081, AD#108172.
        Level = RuleLevel.Error,
        InvalidSample = RuleSample.Create(Sample("Nickname")),
        ValidSample = RuleSample.Create(Sample("PASSWORD")),
    };

    private static string Sample(string validation) =>
        $"""
        <BuildingBlocks>
          <ClaimsSchema><ClaimType Id="password"><DataType>string</DataType><PredicateValidationReference Id="{validation}" /></ClaimType></ClaimsSchema>
          <Predicates><Predicate Id="Length" Method="IsLengthRange"><Parameters>
            <Parameter Id="Minimum">8</Parameter><Parameter Id="Maximum">64</Parameter>
          </Parameters></Predicate></Predicates>
          <PredicateValidations><PredicateValidation Id="Password"><PredicateGroups><PredicateGroup Id="Group">
            <PredicateReferences MatchAtLeast="1"><PredicateReference Id="Length" /></PredicateReferences>
          </PredicateGroup></PredicateGroups></PredicateValidation></PredicateValidations>
        </BuildingBlocks>
        """;
}
