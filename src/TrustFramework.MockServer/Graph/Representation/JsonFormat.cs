using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>How much an answer says of itself: conventions 3 [D].</summary>
internal enum MetadataLevel
{
    /// <summary>The context, and what belongs to paging.</summary>
    Minimal,

    /// <summary>What belongs to paging alone.</summary>
    None,

    /// <summary>Types, addresses and links too.</summary>
    Full,
}

/// <summary>Which JSON the caller accepts.</summary>
/// <param name="LongsAsStrings"><c>IEEE754Compatible</c>: JavaScript's numbers cannot hold all 64 bits.</param>
internal sealed record JsonFormat(MetadataLevel Level, bool LongsAsStrings)
{
    private const string LevelName = "odata.metadata";
    private const string LongsName = "IEEE754Compatible";

    public static JsonFormat Usual { get; } = new(MetadataLevel.Minimal, LongsAsStrings: false);

    /// <summary>conventions 2 [D]: no blanks, and the parameters in this order.</summary>
    public string ContentType { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"application/json;odata.metadata={Name(Level)};odata.streaming=true;IEEE754Compatible={(LongsAsStrings ? "true" : "false")};charset=utf-8");

    /// <summary>The first that the caller likes best; null when there is nothing that is JSON among it. What is no list of types asks for nothing. [I]</summary>
    public static JsonFormat? Of(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || accept is ["*/*"] || accept is ["application/json"] || !MediaTypeHeaderValue.TryParseList(accept, out var types))
            return Usual;
        return types.Where(type => type.Quality is not 0 && IsJson(type))
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(Read)
            .FirstOrDefault(format => format is not null);
    }

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MatchesAllTypes || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
            && (type.MatchesAllSubTypes || type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase)));

    private static string Name(MetadataLevel level) => level switch
    {
        MetadataLevel.None => "none",
        MetadataLevel.Full => "full",
        _ => "minimal",
    };

    /// <summary>Null when it asks for a level that there is none of.</summary>
    private static JsonFormat? Read(MediaTypeHeaderValue type)
    {
        var longs = bool.TryParse(Value(type, LongsName), out var asked) && asked;
        return Value(type, LevelName) switch
        {
            null or "minimal" => new JsonFormat(MetadataLevel.Minimal, longs),
            "none" => new JsonFormat(MetadataLevel.None, longs),
            "full" => new JsonFormat(MetadataLevel.Full, longs),
            _ => null,
        };
    }

    private static string? Value(MediaTypeHeaderValue type, string name) =>
        type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? HeaderUtilities.RemoveQuotes(found.Value).ToString().ToLowerInvariant()
            : null;
}
