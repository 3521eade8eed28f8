using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing collection contains nothing. [I]</summary>
internal sealed class StringCollectionContains : ITransformationMethod
{
    public string Name => "StringCollectionContains";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("outputClaim", (input.FindCollection("inputClaim") ?? []).Any(item =>
            TextComparison.AreEqual(item, input.FindParameter("item"), input.IsTrue("ignoreCase"))));
}
