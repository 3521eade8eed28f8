using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing number is 0. [D]</summary>
internal sealed class AdjustNumber : ITransformationMethod
{
    public string Name => "AdjustNumber";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadNumber("inputClaim").Then(number =>
            input.ParameterIs("Operator", "INCREMENT") ? Add(number ?? 0, 1)
            : input.ParameterIs("Operator", "DECREMENT") ? Add(number ?? 0, -1)
            : InputValues.UnknownValue("Operator"));

    private static Result<TransformationOutput, TransformationError> Add(long number, long summand) =>
        (Int128)number + summand is var sum && sum >= long.MinValue && sum <= long.MaxValue
            ? TransformationOutput.Of("outputClaim", new ClaimValue.NumberValue((long)sum))
            : new TransformationError.Failed("The result is not a number of 64 bits.");
}
