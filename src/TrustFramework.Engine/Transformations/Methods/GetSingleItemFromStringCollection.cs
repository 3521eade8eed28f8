using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Returns the first item. [D] A missing or empty collection gives no claim. [I]</summary>
internal sealed class GetSingleItemFromStringCollection : ITransformationMethod
{
    public string Name => "GetSingleItemFromStringCollection";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("extractedItem", (input.FindCollection("collection") ?? []).FirstOrDefault());
}
