using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Graph;

/// <summary>
/// Reads an integer in any JSON form of a whole number: <c>70</c>, <c>70.0</c>, <c>7E1</c>, and each of them as a string. PowerShell 7 writes a
/// double with a fraction even if it is whole, so its scripts send times such as <c>1827518638.0</c> (clients C9 [S]).
/// </summary>
internal sealed class IntegralNumberConverter<T> : JsonConverter<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    /// <summary>A fraction and an exponent are allowed; parsing fails unless the value is whole.</summary>
    private const NumberStyles WholeNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        T number;
        var isWhole = reader.TokenType switch
        {
            JsonTokenType.Number => T.TryParse(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan, WholeNumber, CultureInfo.InvariantCulture, out number),
            JsonTokenType.String => T.TryParse(reader.GetString(), WholeNumber, CultureInfo.InvariantCulture, out number),
            _ => throw new JsonException(), // the serializer adds its message for a value of another type
        };
        return isWhole ? number : throw new JsonException($"The value is not a whole number from {T.MinValue} to {T.MaxValue}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(long.CreateChecked(value));
}
