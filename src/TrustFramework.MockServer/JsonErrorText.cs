using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace TrustFramework.MockServer;

/// <summary>Describes why JSON could not be read: the member, and what to write there. The texts of System.Text.Json name types of this program.</summary>
internal static partial class JsonErrorText
{
    private const string Conversion = "The JSON value could not be converted to ";

    /// <param name="type">The type that the whole JSON text was read as.</param>
    public static string Describe(JsonException exception, JsonTypeInfo type)
    {
        var path = exception.Path ?? "$";
        var line = exception.LineNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $" (line {number + 1})") : "";
        if (UnmappedMember().Match(exception.Message) is { Success: true } unmapped)
            return DescribeUnmappedMember(unmapped.Groups["name"].Value, path, line, type);
        if (MissingMembers().Match(exception.Message) is { Success: true } missing)
            return $"{path}{line} lacks required members: {missing.Groups["names"].Value}.";
        if (NullMember().IsMatch(exception.Message))
            return $"{path}{line} must not be null.";
        // The reader of a string throws this for a lone surrogate and for invalid UTF-8. The serializer reports it as a value of the wrong type.
        if (exception.InnerException is InvalidOperationException { Message: var reason } && reason.Contains("JSON text", StringComparison.Ordinal))
            return $"{path}{line} contains text that is not valid Unicode.";
        if (exception.Message.StartsWith(Conversion, StringComparison.Ordinal))
            return $"{path}{line} must be {DescribeType(Resolve(type, path))}.";

        // The serializer adds the path to its own messages, but not to those of a converter.
        return exception.Path is null || exception.Message.Contains(" Path: ", StringComparison.Ordinal) || exception.Message.StartsWith('$')
            ? exception.Message
            : $"{path}: {exception.Message}";
    }

    private static string DescribeUnmappedMember(string name, string path, string line, JsonTypeInfo type)
    {
        var parent = RemoveLastSegment(path, name);
        // An ignored property has neither a getter nor a setter.
        var members = Resolve(type, parent)?.Properties.Where(property => property.Get is not null || property.Set is not null).Select(property => property.Name).ToList();
        return $"'{name}' is not a member of {parent}{line}.{(members is { Count: > 0 } ? $" The members are {string.Join(", ", members)}." : "")}";
    }

    private static string DescribeType(JsonTypeInfo? type) => type switch
    {
        null => "of another type",
        _ when TypeDescription.DescribeScalar(type.Type) is { } scalar => scalar,
        { Kind: JsonTypeInfoKind.Enumerable } => "an array",
        _ => "an object",
    };

    /// <summary>Returns the type of the value at a path; null when the path leaves the known types.</summary>
    private static JsonTypeInfo? Resolve(JsonTypeInfo type, string path)
    {
        JsonTypeInfo? current = type;
        foreach (var name in ReadSegments(path))
        {
            var next = current?.ElementType ?? current?.Properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.PropertyType;
            current = next is null ? null : type.Options.GetTypeInfo(next);
        }

        return current;
    }

    /// <summary>The names and indexes in a path such as <c>$.list[0]['a b'].name</c>. The serializer escapes nothing in a name.</summary>
    private static IEnumerable<string> ReadSegments(string path)
    {
        for (var position = 1; position < path.Length;)
        {
            var isQuoted = path.AsSpan(position).StartsWith("['");
            var start = position + (isQuoted ? 2 : 1);
            var end = isQuoted ? FindEndOfQuotedName(path, start) : path.AsSpan(start).IndexOfAny(".[") is var length and >= 0 ? start + length : path.Length;
            yield return path[start..end];
            position = end + (isQuoted ? 2 : 0);
        }
    }

    /// <summary>The first <c>']</c> that is followed by another segment or by nothing.</summary>
    private static int FindEndOfQuotedName(string path, int start)
    {
        for (var end = start; (end = path.IndexOf("']", end, StringComparison.Ordinal)) >= 0; end++)
        {
            if (end + 2 == path.Length || path[end + 2] is '.' or '[')
                return end;
        }

        return path.Length;
    }

    private static string RemoveLastSegment(string path, string name)
    {
        foreach (var segment in new[] { $".{name}", $"['{name}']" })
        {
            if (path.EndsWith(segment, StringComparison.Ordinal))
                return path[..^segment.Length];
        }

        return path;
    }

    [GeneratedRegex(@"^The JSON property '(?<name>.*)' could not be mapped to any \.NET member contained in type '", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex UnmappedMember();

    [GeneratedRegex(@"^JSON deserialization for type '.*' was missing required properties including: (?<names>.*)\.$", RegexOptions.NonBacktracking)]
    private static partial Regex MissingMembers();

    [GeneratedRegex(@"^The (property or field|constructor parameter) '.*' on type '.*' doesn't allow (setting )?null values\.", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NullMember();
}
