using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>With a seed, the number depends on the seed and the maximum only. [I] The largest number is included. [I] A GUID is formatted too. [I]</summary>
internal sealed class CreateRandomString : ITransformationMethod
{
    public string Name => "CreateRandomString";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ParameterIs("randomGeneratorType", "GUID") ? Format(input, RandomText.NewGuid(input.Context.Random))
            : !input.ParameterIs("randomGeneratorType", "INTEGER") ? InputValues.UnknownValue("randomGeneratorType")
            : input.ReadNumberParameter("maximumNumber", RandomText.DefaultMaximum).Then(maximum => CreateNumber(input, maximum));

    private static Result<TransformationOutput, TransformationError> CreateNumber(TransformationInput input, long maximum)
    {
        if (maximum is < 0 or long.MaxValue)
            return new TransformationError.Failed("The parameter 'maximumNumber' is out of range.");
        if (string.IsNullOrWhiteSpace(input.FindParameter("seed")))
            return Format(input, RandomText.NewNumber(input.Context.Random, maximum));
        return input.ReadNumberParameter("seed", defaultValue: 0).Then(seed => Format(input, FromSeed(seed, maximum)));
    }

    private static string FromSeed(long seed, long maximum)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, seed);
        var number = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(bytes)) % ((ulong)maximum + 1);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static Result<TransformationOutput, TransformationError> Format(TransformationInput input, string random) =>
        (input.FindParameter("stringFormat") is { Length: > 0 } ? TextFormat.FormatParameter(input, random) : random).Map(text =>
            TransformationOutput.Of("outputClaim", input.IsTrue("base64") ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text));
}
