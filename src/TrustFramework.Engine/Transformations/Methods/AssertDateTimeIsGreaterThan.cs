using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>
/// Asserts that the left operand is later. Equal operands fail the assertion unless AssertIfEqualTo is false [D]. A missing left operand
/// fails it. [I] A missing right operand passes only with AssertIfRightOperandIsNotPresent [D], whose default is false. [I]
/// </summary>
internal sealed class AssertDateTimeIsGreaterThan : ITransformationMethod
{
    private static readonly TransformationError NotGreater = new TransformationError.AssertionFailed("DateTimeGreaterThan");

    public string Name => "AssertDateTimeIsGreaterThan";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadTime("leftOperand").Then(left => input.ReadTime("rightOperand").Then(right =>
            input.ReadNumberParameter("TreatAsEqualIfWithinMillseconds", defaultValue: 0).Then<TransformationOutput>(tolerance =>
                Passes(input, left, right, tolerance) ? TransformationOutput.Empty : NotGreater)));

    private static bool Passes(TransformationInput input, DateTimeOffset? left, DateTimeOffset? right, long tolerance)
    {
        if (right is not { } rightTime)
            return input.IsTrue("AssertIfRightOperandIsNotPresent");
        if (left is not { } leftTime)
            return false;
        var difference = (leftTime - rightTime).TotalMilliseconds;
        return Math.Abs(difference) <= tolerance ? !input.IsTrue("AssertIfEqualTo", defaultValue: true) : difference > 0;
    }
}
