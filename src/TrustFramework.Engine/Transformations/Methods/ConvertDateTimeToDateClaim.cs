using System.Globalization;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing claim gives no claim. [I]</summary>
internal sealed class ConvertDateTimeToDateClaim : ITransformationMethod
{
    public string Name => "ConvertDateTimeToDateClaim";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadTime("inputClaim").Map(time =>
            TransformationOutput.Of("outputClaim", time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
}
