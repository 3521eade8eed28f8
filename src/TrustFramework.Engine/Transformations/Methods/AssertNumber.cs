using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>The assertion fails when the comparison is true. [D] Fails without a number. [D]</summary>
internal sealed class AssertNumber : ITransformationMethod
{
    public string Name => "AssertNumber";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadNumber("inputClaim").Then(number =>
            number is not { } left ? InputValues.Missing("inputClaim")
            : input.FindNumber("CompareToValue") is not { } right ? new TransformationError.Failed("The parameter 'CompareToValue' is not a whole number.")
            : Compare(input, left.CompareTo(right)));

    private static Result<TransformationOutput, TransformationError> Compare(TransformationInput input, int comparison)
    {
        bool? matches = input.FindParameter("Operator")?.Trim().ToUpperInvariant() switch
        {
            "LESSTHAN" => comparison < 0,
            "LESSTHANOREQUAL" => comparison <= 0,
            "GREATERTHAN" => comparison > 0,
            "GREATERTHANOREQUAL" => comparison >= 0,
            "EQUAL" => comparison == 0,
            "NOTEQUAL" => comparison != 0,
            _ => null,
        };
        if (matches is not { } found)
            return InputValues.UnknownValue("Operator");
        return found && input.IsTrue("throwError", defaultValue: true) ? new TransformationError.AssertionFailed("AssertNumberError") : TransformationOutput.Of("outputClaim", found);
    }
}
