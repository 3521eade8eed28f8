using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Undocumented; the old name of CreateRandomString, without its other parameters. [I]</summary>
internal sealed class GuidAndRandomGenerator : ITransformationMethod
{
    public string Name => "GuidAndRandomGenerator";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ParameterIs("randomGeneratorType", "GUID") ? TransformationOutput.Of("outputClaim", RandomText.NewGuid(input.Context.Random))
            : input.ParameterIs("randomGeneratorType", "INTEGER") ? TransformationOutput.Of("outputClaim", RandomText.NewNumber(input.Context.Random, RandomText.DefaultMaximum))
            : InputValues.UnknownValue("randomGeneratorType");
}
