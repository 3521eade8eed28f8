using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing collection gives no claim. [I]</summary>
internal sealed class StringJoin : ITransformationMethod
{
    public string Name => "StringJoin";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("outputClaim", input.FindCollection("inputClaim") is { } items ? string.Join(input.FindParameter("delimiter"), items) : null);
}
