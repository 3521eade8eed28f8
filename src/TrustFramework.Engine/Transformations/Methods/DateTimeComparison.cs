using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Adds the time span to the first date and compares it with the second, which is the current time when it is missing. Fails without the first date. [D]</summary>
internal sealed class DateTimeComparison : ITransformationMethod
{
    public string Name => "DateTimeComparison";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadTime("firstDateTime").Then(first => input.ReadTime("secondDateTime").Then(second =>
            input.ReadNumberParameter("timeSpanInSeconds", defaultValue: 0).Then(seconds => first is { } firstTime
                ? Compare(input, firstTime, second ?? input.Context.Now, seconds)
                : InputValues.Missing("firstDateTime"))));

    private static Result<TransformationOutput, TransformationError> Compare(TransformationInput input, DateTimeOffset first, DateTimeOffset second, long seconds)
    {
        // The sum may lie outside the range of dates.
        var comparison = (first.UtcTicks + ((Int128)seconds * TimeSpan.TicksPerSecond)).CompareTo(second.UtcTicks);
        return input.ParameterIs("operator", "same") ? TransformationOutput.Of("result", comparison == 0)
            : input.ParameterIs("operator", "later than") ? TransformationOutput.Of("result", comparison > 0)
            : input.ParameterIs("operator", "earlier than") ? TransformationOutput.Of("result", comparison < 0)
            : InputValues.UnknownValue("operator");
    }
}
