using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Like all collections, the result has each value once. An empty text gives an empty collection, a missing claim none. [I]</summary>
internal sealed class StringSplit : ITransformationMethod
{
    public string Name => "StringSplit";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("outputClaim", input.FindText("inputClaim") is not { } text ? null
            : new ClaimValue.CollectionValue(text.Length == 0 ? [] : [.. text.Split(input.FindParameter("delimiter")).Distinct(StringComparer.Ordinal)]));
}
