using System.Text.Json.Nodes;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing claim gives no claim. [I]</summary>
internal sealed class CreateJsonArray : ITransformationMethod
{
    public string Name => "CreateJsonArray";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("outputClaim", input.FindText("inputClaim") is { } text ? JsonText.Write(new JsonArray(JsonValue.Create(text))) : null);
}
