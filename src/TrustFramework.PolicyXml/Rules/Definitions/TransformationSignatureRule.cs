using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// The claims of a claims transformation match the names and data types of its method: policy-rules 2 #16. Observed for input
/// claims (SA#515, AD#71139, where an empty sentence is omitted). The same is assumed for output claims and for the comma between
/// two claims [I]. <see cref="TransformationParameterRule"/> checks the input parameters.
/// </summary>
internal static class TransformationSignatureRule
{
    public static PolicyRule Rule { get; } = new(
        "claims-transformation-signature",
        ValidationStage.Definitions,
        "The {0} mismatched in ClaimsTransformation with id \"{1}\" with TransformationMethod \"{2}\". "
            + "The following {0} were declared in the Policy but were not expected by the TransformMethod: {3}. "
            + "The following {0} were expected by the TransformMethod but were not declared in the Policy: {4}. ",
        Provenance.Observed,
        "policy-rules 2 #16",
        Evaluate)
    {
        InvalidSample = RuleSample.Create(Sample("dateTime")),
        ValidSample = RuleSample.Create(Sample("string")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var node in context.Merged.ClaimsTransformations.Values)
        {
            if (TransformationSignatures.Find(node["TransformationMethod"]) is not { } signature
                || GetDeclaredClaims(context.Merged, node, "InputClaims", "InputClaim") is not { } inputs
                || GetDeclaredClaims(context.Merged, node, "OutputClaims", "OutputClaim") is not { } outputs)
            {
                continue;
            }

            foreach (var finding in Compare(node, "InputClaims", signature.Inputs, inputs, inputs))
                yield return finding;
            foreach (var finding in Compare(node, "OutputClaims", signature.Outputs, outputs, inputs))
                yield return finding;
        }
    }

    /// <summary>Returns null when a claim is undefined or has no data type; other rules report these errors.</summary>
    private static List<DeclaredClaim>? GetDeclaredClaims(MergedPolicy policy, PolicyNode transformation, string list, string item)
    {
        List<DeclaredClaim> declared = [];
        foreach (var claim in transformation.Elements(list, item))
        {
            var id = claim["ClaimTypeReferenceId"];
            if (policy.ClaimTypes.Find(id)?.Element("DataType")?.Text.Trim() is not { Length: > 0 } type)
                return null;
            declared.Add(new DeclaredClaim(claim["TransformationClaimType"] ?? id ?? "", type));
        }

        return declared;
    }

    private static IEnumerable<Finding> Compare(
        PolicyNode node, string list, ImmutableArray<ClaimParameter> expected, List<DeclaredClaim> declared, List<DeclaredClaim> inputs)
    {
        var typesFromInput = expected.Select(parameter => parameter.TypeFromInput).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => inputs.Find(input => input.Name == name)?.Type, StringComparer.Ordinal);
        string? TypeOf(ClaimParameter parameter) => parameter.TypeFromInput is { } input ? typesFromInput[input] : parameter.Type;
        bool Fits(ClaimParameter parameter, DeclaredClaim claim) =>
            parameter.MatchesName(claim.Name) && (TypeOf(parameter) is not { } type || type.Equals(claim.Type, StringComparison.OrdinalIgnoreCase));

        var surplus = declared.Where(claim => !expected.Any(parameter => Fits(parameter, claim))).Select(claim => FormatClaim(claim.Type, claim.Name)).ToList();
        var missing = expected.Where(parameter => parameter is { IsOptional: false, IsWildcard: false } && !declared.Exists(claim => Fits(parameter, claim)))
            .Select(parameter => FormatClaim(TypeOf(parameter) ?? "any", parameter.Name)).ToList();
        if (surplus.Count + missing.Count == 0)
            yield break;
        yield return Finding.Create(
            node,
            $"The {list} mismatched in ClaimsTransformation with id \"{node["Id"]}\" with TransformationMethod \"{node["TransformationMethod"]}\". "
                + FormatSentence(surplus, $"The following {list} were declared in the Policy but were not expected by the TransformMethod: ")
                + FormatSentence(missing, $"The following {list} were expected by the TransformMethod but were not declared in the Policy: "));
    }

    private static string FormatSentence(List<string> claims, string start) => claims.Count == 0 ? "" : $"{start}{string.Join(", ", claims)}. ";

    /// <summary>Formats a claim with its data type in Pascal case, as the service does.</summary>
    private static string FormatClaim(string type, string name) => $"[{char.ToUpperInvariant(type[0])}{type[1..]}]{name}";

    private static string Sample(string type) =>
        $"""
        <BuildingBlocks>
          <ClaimsSchema>
            <ClaimType Id="issuedAt"><DataType>string</DataType></ClaimType>
            <ClaimType Id="validFrom"><DataType>{type}</DataType></ClaimType>
          </ClaimsSchema>
          <ClaimsTransformations><ClaimsTransformation Id="AssertIssuedLater" TransformationMethod="AssertDateTimeIsGreaterThan">
            <InputClaims>
              <InputClaim ClaimTypeReferenceId="issuedAt" TransformationClaimType="leftOperand" />
              <InputClaim ClaimTypeReferenceId="validFrom" TransformationClaimType="rightOperand" />
            </InputClaims>
            <InputParameters><InputParameter Id="AssertIfEqualTo" DataType="boolean" Value="false" /></InputParameters>
          </ClaimsTransformation></ClaimsTransformations>
        </BuildingBlocks>
        """;

    /// <summary>A claim of a transformation in the policy: its name in the transformation, and the data type of its claim type.</summary>
    private sealed record DeclaredClaim(string Name, string Type);
}
