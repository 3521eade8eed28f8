namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The input validation that a claim type refers to is defined.</summary>
internal static class InputValidationReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "input-validation-exists",
        "InputValidation",
        Provenance.Inferred,
        policy => policy.ClaimTypes.Values.SelectMany(claim => claim.Elements("InputValidationReference")).Select(reference => PolicyReference.FromAttribute(reference, "Id")),
        policy => policy.InputValidations) with
    {
        InvalidSample = RuleSample.Create(Sample("Nickname")),
        ValidSample = RuleSample.Create(Sample("PASSWORD")),
    };

    private static string Sample(string validation) =>
        $"""
        <BuildingBlocks>
          <ClaimsSchema><ClaimType Id="password"><DataType>string</DataType><InputValidationReference Id="{validation}" /></ClaimType></ClaimsSchema>
          <Predicates><Predicate Id="Length" Method="IsLengthRange"><Parameters>
            <Parameter Id="Minimum">8</Parameter><Parameter Id="Maximum">64</Parameter>
          </Parameters></Predicate></Predicates>
          <InputValidations><InputValidation Id="Password">
            <PredicateReferences Id="All" MatchAtLeast="1"><PredicateReference Id="Length" /></PredicateReferences>
          </InputValidation></InputValidations>
        </BuildingBlocks>
        """;
}
