using TrustFramework.Engine.Restrictions;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Finds an option of the output claim's type by its text, and returns its value. [D] No option gives no claim. [I]</summary>
internal sealed class GetMappedValueFromLocalizedCollection : ITransformationMethod
{
    public string Name => "GetMappedValueFromLocalizedCollection";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var output = input.Outputs.FirstOrDefault(output => output.Name == "restrictionValueClaim");
        if (input.FindText("mapFromClaim") is not { } text || input.Context.Policy.ClaimTypes.Find(output?.ClaimTypeId) is not { } node)
            return TransformationOutput.Of("restrictionValueClaim", (string?)null);
        var options = ClaimOptions.Read(new ClaimType(node), input.Context.Texts);
        return TransformationOutput.Of("restrictionValueClaim", options.FirstOrDefault(option => option.Text == text)?.Value);
    }
}
