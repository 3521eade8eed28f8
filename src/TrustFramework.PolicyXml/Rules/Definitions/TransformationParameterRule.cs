using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// The input parameters of a claims transformation match the names and data types of its method. Nobody has seen the service refuse
/// others: the observed text names input claims only. Accepted policies give Booleans as strings and the reverse.
/// </summary>
internal static class TransformationParameterRule
{
    public static PolicyRule Rule { get; } = new(
        "claims-transformation-parameter",
        ValidationStage.Definitions,
        "InputParameter \"{0}\" of ClaimsTransformation with id \"{1}\" with TransformationMethod \"{2}\" {3}.",
        Provenance.Inferred,
        "policy-rules 9.1",
        Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = RuleSample.Create(Sample("Value", "string")),
        ValidSample = RuleSample.Create(Sample("value", "string")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var transformation in context.Merged.GetNewOrChanged(policy => policy.ClaimsTransformations))
        {
            if (TransformationSignatures.Find(transformation["TransformationMethod"]) is not { } signature)
                continue;
            var declared = transformation.Elements("InputParameters", "InputParameter").ToList();
            foreach (var parameter in declared)
            {
                var named = signature.Parameters.Where(expected => expected.MatchesName(parameter["Id"] ?? "")).ToList();
                if (named.Count == 0)
                    yield return CreateFinding(transformation, parameter, parameter["Id"], "is not expected");
                else if (!named.Exists(expected => HasType(expected, parameter)))
                    yield return CreateFinding(transformation, parameter, parameter["Id"], $"has the DataType {parameter["DataType"]} instead of {named[0].Type}");
            }

            foreach (var missing in signature.Parameters.Where(expected => expected is { IsOptional: false, IsWildcard: false } && !declared.Exists(parameter => parameter["Id"] == expected.Name)))
                yield return CreateFinding(transformation, transformation, missing.Name, "is missing");
        }
    }

    private static bool HasType(ClaimParameter expected, PolicyNode parameter) =>
        expected.Type is not { } type || string.Equals(type, parameter["DataType"], StringComparison.OrdinalIgnoreCase)
        || (IsBooleanOrString(type) && IsBooleanOrString(parameter["DataType"])) || (type == "int" && parameter["DataType"] == "long");

    private static bool IsBooleanOrString(string? type) => type is "boolean" or "string";

    private static Finding CreateFinding(PolicyNode transformation, PolicyNode node, string? parameter, string problem) => Finding.Create(
        node,
        $"InputParameter \"{parameter}\" of ClaimsTransformation with id \"{transformation["Id"]}\" with TransformationMethod "
        + $"\"{transformation["TransformationMethod"]}\" {problem}.");

    private static string Sample(string id, string type) =>
        $"""
        <BuildingBlocks>
          <ClaimsSchema><ClaimType Id="greeting"><DataType>string</DataType></ClaimType></ClaimsSchema>
          <ClaimsTransformations><ClaimsTransformation Id="CreateGreeting" TransformationMethod="CreateStringClaim">
            <InputParameters><InputParameter Id="{id}" DataType="{type}" Value="Hello" /></InputParameters>
            <OutputClaims><OutputClaim ClaimTypeReferenceId="greeting" TransformationClaimType="createdClaim" /></OutputClaims>
          </ClaimsTransformation></ClaimsTransformations>
        </BuildingBlocks>
        """;
}
