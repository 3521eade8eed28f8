using System.Globalization;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing number gives no claim. [I]</summary>
internal sealed class ConvertNumberToStringClaim : ITransformationMethod
{
    public string Name => "ConvertNumberToStringClaim";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadNumber("inputClaim").Then(number =>
            number is not { } found ? TransformationOutput.Of("outputClaim", (string?)null)
            : input.FindParameter("stringFormat") is null ? TransformationOutput.Of("outputClaim", ToText(found))
            : TextFormat.FormatParameter(input, ToText(found)).Map(text => TransformationOutput.Of("outputClaim", text)));

    private static string ToText(long number) => number.ToString(CultureInfo.InvariantCulture);
}
