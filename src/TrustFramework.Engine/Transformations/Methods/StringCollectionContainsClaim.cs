using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing collection contains nothing, and no collection contains a missing claim. [I]</summary>
internal sealed class StringCollectionContainsClaim : ITransformationMethod
{
    public string Name => "StringCollectionContainsClaim";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var text = input.FindText("item");
        return TransformationOutput.Of("outputClaim", (input.FindCollection("collection") ?? []).Any(item => TextComparison.AreEqual(item, text, input.IsTrue("ignoreCase"))));
    }
}
