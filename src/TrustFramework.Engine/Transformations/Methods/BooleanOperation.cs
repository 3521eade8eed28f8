using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Combines two Boolean claims. A missing claim is false. [I]</summary>
internal abstract class BooleanOperation(string name, Func<bool, bool, bool> combine) : ITransformationMethod
{
    public string Name => name;

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadBoolean("inputClaim1").Then(first => input.ReadBoolean("inputClaim2").Map(second =>
            TransformationOutput.Of("outputClaim", combine(first is true, second is true))));
}
