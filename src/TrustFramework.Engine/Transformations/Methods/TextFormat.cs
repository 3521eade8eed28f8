using System.Globalization;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>
/// Composite formatting of texts: <c>{0}</c>, <c>{1,10}</c>, <c>{{</c>. A format of a placeholder, as in <c>{0:D6}</c>, has no effect
/// on texts. A missing argument is an empty text. [I]
/// </summary>
internal static class TextFormat
{
    private const int MaxLength = 4000;

    private static readonly TransformationError Malformed = new TransformationError.Failed("The format is malformed.");
    private static readonly TransformationError TooLong = new TransformationError.Failed("The formatted text has more than 4000 characters.");

    /// <summary>Formats the value of the parameter <c>stringFormat</c>.</summary>
    public static Result<string, TransformationError> FormatParameter(TransformationInput input, params ReadOnlySpan<string?> arguments) =>
        input.FindParameter("stringFormat") is { } format ? Format(format, arguments) : new TransformationError.Failed("The parameter 'stringFormat' is missing.");

    public static Result<string, TransformationError> Format(string format, params ReadOnlySpan<string?> arguments)
    {
        var result = new StringBuilder();
        for (var position = 0; position < format.Length; position++)
        {
            var character = format[position];
            if (character is not ('{' or '}'))
            {
                result.Append(character);
            }
            else if (position + 1 < format.Length && format[position + 1] == character)
            {
                result.Append(character);
                position++;
            }
            else
            {
                var end = character == '{' ? format.IndexOf('}', position) : -1;
                if (end < 0 || !TryAppend(result, format.AsSpan(position + 1, end - position - 1), arguments))
                    return Malformed;
                position = end;
            }

            if (result.Length > MaxLength)
                return TooLong;
        }

        return result.ToString();
    }

    private static bool TryAppend(StringBuilder result, ReadOnlySpan<char> placeholder, ReadOnlySpan<string?> arguments)
    {
        var colon = placeholder.IndexOf(':');
        var position = colon < 0 ? placeholder : placeholder[..colon];
        var comma = position.IndexOf(',');
        var width = 0;
        if (comma >= 0 && !int.TryParse(position[(comma + 1)..].Trim(' '), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out width))
            return false;
        if (!int.TryParse((comma < 0 ? position : position[..comma]).TrimEnd(' '), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= arguments.Length)
            return false;
        var text = arguments[index] ?? "";
        var padding = (int)Math.Clamp(Math.Abs((long)width) - text.Length, 0, MaxLength + 1);
        result.Append(' ', width > 0 ? padding : 0).Append(text).Append(' ', width < 0 ? padding : 0);
        return true;
    }
}
