using TrustFramework.Engine.Restrictions;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>
/// The predicates are those of the output claim's type. [D] A claim type without predicates accepts every value. [I] A missing claim
/// leaves the output claim as it is. [I]
/// </summary>
internal sealed class CopyClaimIfPredicateMatch : ITransformationMethod
{
    public string Name => "CopyClaimIfPredicateMatch";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        if (input.FindText("inputClaim") is not { } text || !input.HasOutput("outputClaim"))
            return TransformationOutput.Empty;
        var claimType = input.Outputs.First(output => output.Name == "outputClaim").ClaimTypeId;
        var validation = input.Context.Policy.ClaimTypes.Find(claimType) is { } node ? new ClaimType(node).PredicateValidationId : null;
        return validation is null || PredicateValidation.Matches(validation, text, input.Context.Policy, input.Context.Now)
            ? TransformationOutput.Of("outputClaim", text)
            : TransformationOutput.Empty;
    }
}
