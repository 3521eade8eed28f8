using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A text without @ gives no claim. [I]</summary>
internal sealed class ParseDomain : ITransformationMethod
{
    public string Name => "ParseDomain";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var address = input.FindText("emailAddress");
        var at = address?.LastIndexOf('@') ?? -1;
        return TransformationOutput.Of("domain", at < 0 ? null : address![(at + 1)..]);
    }
}
