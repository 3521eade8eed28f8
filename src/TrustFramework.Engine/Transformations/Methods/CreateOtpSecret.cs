using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class CreateOtpSecret : ITransformationMethod
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public string Name => "CreateOtpSecret";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        // Base32 of 80 random bits.
        Span<byte> random = stackalloc byte[10];
        input.Context.Random.Fill(random);
        var bits = BigEndian(random);
        Span<char> secret = stackalloc char[16];
        for (var i = 0; i < secret.Length; i++)
            secret[i] = Alphabet[(int)((bits >> (75 - (5 * i))) & 31)];
        return TransformationOutput.Of("outputClaim", secret.ToString());
    }

    private static UInt128 BigEndian(ReadOnlySpan<byte> bytes)
    {
        UInt128 number = 0;
        foreach (var value in bytes)
            number = (number << 8) | value;
        return number;
    }
}
