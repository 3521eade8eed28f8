using System.Text.Json;

namespace TrustFramework.MockServer;

/// <summary>
/// Checks the syntax of JSON including its strings. System.Text.Json reads a lone surrogate (<c>"\ud800"</c>) and invalid UTF-8 without an error, and
/// throws <see cref="InvalidOperationException"/> when the string is used.
/// </summary>
internal static class JsonSyntax
{
    public static bool IsWellFormed(ReadOnlySpan<byte> json)
    {
        try
        {
            return FindInvalidString(json, options: default) is null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The position in bytes of the first value or name that cannot be converted to a .NET string; null if there is none.</summary>
    /// <exception cref="JsonException">The syntax is not valid.</exception>
    public static int? FindInvalidString(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(json, options);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
                continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return (int)reader.TokenStartIndex;
            }
        }

        return null;
    }
}
