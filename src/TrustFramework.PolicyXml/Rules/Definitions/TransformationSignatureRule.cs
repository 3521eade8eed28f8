using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// A claims transformation names the claims that its method takes and gives, with their data types: policy-rules 2 #16. Observed for
/// input claims (SA#515, AD#71139, where the sentence about nothing is left out); output claims are taken to be the same [I], and so is
/// the comma between two claims. Input parameters are not judged: their types and names were never seen as errors.
/// </summary>
internal static class TransformationSignatureRule
{
    public static PolicyRule Rule { get; } = new(
        "claims-transformation-signature",
        Stage.Definitions,
        "The {0} mismatched in ClaimsTransformation with id \"{1}\" with TransformationMethod \"{2}\". "
            + "The following {0} were declared in the Policy but were not expected by the TransformMethod: {3}. "
            + "The following {0} were expected by the TransformMethod but were not declared in the Policy: {4}. ",
        Provenance.Observed,
        "policy-rules 2 #16",
        Look)
    {
        Bad = RuleSample.Of(Sample("dateTime")),
        Good = RuleSample.Of(Sample("string")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        foreach (var node in policy.Merged.ClaimsTransformations.Values)
        {
            if (TransformationSignatures.Find(node["TransformationMethod"]) is not { } signature
                || Declared(policy.Merged, node, "InputClaims", "InputClaim") is not { } inputs
                || Declared(policy.Merged, node, "OutputClaims", "OutputClaim") is not { } outputs)
            {
                continue;
            }

            foreach (var finding in Compare(node, "InputClaims", signature.Inputs, inputs, inputs))
                yield return finding;
            foreach (var finding in Compare(node, "OutputClaims", signature.Outputs, outputs, inputs))
                yield return finding;
        }
    }

    /// <summary>Null when a claim is not defined or has no data type, which is for other rules to say.</summary>
    private static List<DeclaredClaim>? Declared(MergedPolicy policy, PolicyNode transformation, string list, string item)
    {
        List<DeclaredClaim> declared = [];
        foreach (var claim in transformation.Each(list, item))
        {
            var id = claim["ClaimTypeReferenceId"];
            if (policy.ClaimTypes.Find(id)?.Child("DataType")?.Text.Trim() is not { Length: > 0 } type)
                return null;
            declared.Add(new DeclaredClaim(claim["TransformationClaimType"] ?? id ?? "", type));
        }

        return declared;
    }

    private static IEnumerable<Finding> Compare(
        PolicyNode node, string list, ImmutableArray<ClaimSlot> expected, List<DeclaredClaim> declared, List<DeclaredClaim> inputs)
    {
        string? TypeOf(ClaimSlot slot) => slot.Type ?? inputs.Find(input => input.Name == slot.SameAs)?.Type;
        bool Fits(ClaimSlot slot, DeclaredClaim claim) =>
            slot.IsCalled(claim.Name) && (TypeOf(slot) is not { } type || type.Equals(claim.Type, StringComparison.OrdinalIgnoreCase));

        var surplus = declared.Where(claim => !expected.Any(slot => Fits(slot, claim))).Select(claim => Shown(claim.Type, claim.Name)).ToList();
        var missing = expected.Where(slot => slot is { IsOptional: false, IsMany: false } && !declared.Exists(claim => Fits(slot, claim)))
            .Select(slot => Shown(TypeOf(slot) ?? "any", slot.Name)).ToList();
        if (surplus.Count + missing.Count == 0)
            yield break;
        yield return Finding.At(
            node,
            $"The {list} mismatched in ClaimsTransformation with id \"{node["Id"]}\" with TransformationMethod \"{node["TransformationMethod"]}\". "
                + Sentence(surplus, $"The following {list} were declared in the Policy but were not expected by the TransformMethod: ")
                + Sentence(missing, $"The following {list} were expected by the TransformMethod but were not declared in the Policy: "));
    }

    private static string Sentence(List<string> claims, string start) => claims.Count == 0 ? "" : $"{start}{string.Join(", ", claims)}. ";

    /// <summary>The data type in Pascal case, as the service's texts have it.</summary>
    private static string Shown(string type, string name) => $"[{char.ToUpperInvariant(type[0])}{type[1..]}]{name}";

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

    /// <summary>A claim of a claims transformation in the policy: what the transformation calls it, and the data type of its claim type.</summary>
    private sealed record DeclaredClaim(string Name, string Type);
}
