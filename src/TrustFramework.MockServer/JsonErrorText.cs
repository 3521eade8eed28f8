using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace TrustFramework.MockServer;

/// <summary>Describes why JSON could not be read: the member, and what to write there. The texts of System.Text.Json name types of this program.</summary>
internal static partial class JsonErrorText
{
    private const string Conversion = "The JSON value could not be converted to ";
    private const string UnmappedMember = "could not be mapped to any .NET member contained in type";

    /// <param name="type">The type that the whole JSON text was read as.</param>
    public static string Describe(JsonException exception, JsonTypeInfo type)
    {
        var path = exception.Path ?? "$";
        var line = exception.LineNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $" (line {number + 1})") : "";
        if (exception.Message.Contains(UnmappedMember, StringComparison.Ordinal))
            return $"'{path[(GetParent(path).Length + 1)..]}' is not a member of {GetParent(path)}{line}.{DescribeMembers(Resolve(type, GetParent(path)))}";
        if (exception.Message.StartsWith(Conversion, StringComparison.Ordinal))
            return $"{path}{line} must be {DescribeType(Resolve(type, path))}.";

        // The serializer adds the path to its own messages, but not to those of a converter.
        return exception.Path is null || exception.Message.Contains(" Path: ", StringComparison.Ordinal) || exception.Message.StartsWith('$')
            ? exception.Message
            : $"{path}: {exception.Message}";
    }

    private static string DescribeMembers(JsonTypeInfo? type) =>
        type is { Properties.Count: > 0 } ? $" The members are {string.Join(", ", type.Properties.Select(property => property.Name))}." : "";

    private static string DescribeType(JsonTypeInfo? type)
    {
        var clrType = type is null ? null : Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return clrType switch
        {
            null => "of another type",
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(clrType).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
            _ when clrType == typeof(string) => "a string",
            _ when clrType == typeof(bool) => "true or false",
            _ when clrType == typeof(Guid) => "a GUID",
            _ when clrType == typeof(DateTimeOffset) => "a time, such as 2027-01-01T00:00:00Z",
            { IsPrimitive: true } or { IsValueType: true } => "a number",
            _ when type!.Kind is JsonTypeInfoKind.Enumerable => "a list",
            _ => "an object",
        };
    }

    /// <summary>Returns the type of the value at a path; null when the path leaves the known types.</summary>
    private static JsonTypeInfo? Resolve(JsonTypeInfo type, string path)
    {
        JsonTypeInfo? current = type;
        foreach (Match segment in PathSegment().Matches(path))
        {
            var name = segment.Groups["name"].Value;
            var next = current?.ElementType ?? current?.Properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.PropertyType;
            current = next is null ? null : type.Options.GetTypeInfo(next);
        }

        return current;
    }

    private static string GetParent(string path) => PathSegment().Matches(path) is { Count: > 0 } segments ? path[..segments[^1].Index] : path;

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>[^']*)'\]|\[\d+\]", RegexOptions.NonBacktracking)]
    private static partial Regex PathSegment();
}
