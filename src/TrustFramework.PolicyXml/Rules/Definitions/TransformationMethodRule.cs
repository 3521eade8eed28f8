using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// A claims transformation names a known method. The schema allows any text, and the service may have methods that are not documented, so
/// an unknown method is only a warning. [I]
/// </summary>
internal static class TransformationMethodRule
{
    public static PolicyRule Rule { get; } = new(
        "claims-transformation-method",
        ValidationStage.Definitions,
        "ClaimsTransformation with id \"{0}\" has the unknown TransformationMethod \"{1}\".",
        Provenance.Inferred,
        "policy-rules 9.1",
        Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = RuleSample.Create(Sample("CreateStringClaims")),
        ValidSample = RuleSample.Create(Sample("createStringClaim")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from transformation in context.Merged.GetNewOrChanged(policy => policy.ClaimsTransformations)
        where TransformationSignatures.Find(transformation["TransformationMethod"]) is null
        select Finding.Create(
            transformation,
            $"ClaimsTransformation with id \"{transformation["Id"]}\" has the unknown TransformationMethod \"{transformation["TransformationMethod"]}\".");

    private static string Sample(string method) =>
        $"""
        <BuildingBlocks>
          <ClaimsSchema><ClaimType Id="greeting"><DataType>string</DataType></ClaimType></ClaimsSchema>
          <ClaimsTransformations><ClaimsTransformation Id="CreateGreeting" TransformationMethod="{method}">
            <InputParameters><InputParameter Id="value" DataType="string" Value="Hello" /></InputParameters>
            <OutputClaims><OutputClaim ClaimTypeReferenceId="greeting" TransformationClaimType="createdClaim" /></OutputClaims>
          </ClaimsTransformation></ClaimsTransformations>
        </BuildingBlocks>
        """;
}
