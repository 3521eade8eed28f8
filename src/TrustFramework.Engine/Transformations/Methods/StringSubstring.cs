using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A text that is too short fails. [I] A missing claim gives no claim. [I]</summary>
internal sealed class StringSubstring : ITransformationMethod
{
    public string Name => "StringSubstring";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadNumberParameter("startIndex", defaultValue: 0).Then(start => input.ReadNumberParameter("length", defaultValue: 0).Then<TransformationOutput>(length =>
            input.FindText("inputClaim") is not { } text ? TransformationOutput.Of("outputClaim", (string?)null)
            : start >= 0 && length >= 0 && start <= text.Length && length <= text.Length - start ? TransformationOutput.Of("outputClaim", text.Substring((int)start, (int)length))
            : new TransformationError.Failed("The claim 'inputClaim' is too short.")));
}
