using System.Security.Cryptography;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>The documentation does not say how the parts are joined: plaintext, salt and secret, one after the other. [U] Missing claims fail. [I]</summary>
internal sealed class Hash : ITransformationMethod
{
    public string Name => "Hash";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        if (input.FindText("plaintext") is not { } plaintext)
            return InputValues.Missing("plaintext");
        if (input.FindText("salt") is not { } salt)
            return InputValues.Missing("salt");
        var keySet = input.FindParameter("randomizerSecret") ?? "";
        if (input.Context.FindSecret(keySet) is not { } secret)
            return new TransformationError.Failed($"The key set '{keySet}' has no secret.");
        return TransformationOutput.Of("hash", Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(plaintext + salt + secret))));
    }
}
