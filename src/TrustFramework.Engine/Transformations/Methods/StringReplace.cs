using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Case-sensitive. [I] A missing claim gives no claim. [I]</summary>
internal sealed class StringReplace : ITransformationMethod
{
    public string Name => "StringReplace";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var oldValue = input.FindParameter("oldValue");
        return string.IsNullOrEmpty(oldValue)
            ? new TransformationError.Failed("The parameter 'oldValue' is empty.")
            : TransformationOutput.Of("outputClaim", input.FindText("inputClaim")?.Replace(oldValue, input.FindParameter("newValue"), StringComparison.Ordinal));
    }
}
