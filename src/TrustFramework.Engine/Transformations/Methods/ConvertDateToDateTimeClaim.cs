using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>The time is midnight in UTC. A missing claim gives no claim. [I]</summary>
internal sealed class ConvertDateToDateTimeClaim : ITransformationMethod
{
    public string Name => "ConvertDateToDateTimeClaim";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadTime("inputClaim").Map(time =>
            TransformationOutput.Of("outputClaim", time is { } found ? new ClaimValue.DateTimeValue(new DateTimeOffset(found.UtcDateTime.Date, TimeSpan.Zero)) : null));
}
