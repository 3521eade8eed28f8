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
/// <param name="IEEE754Compatible"><c>IEEE754Compatible</c>: JavaScript's numbers cannot hold all 64 bits.</param>
internal sealed record JsonFormat(MetadataLevel Level, bool IEEE754Compatible)
{
    private const string MetadataParameter = "odata.metadata";
    private const string IEEE754Parameter = "IEEE754Compatible";

    public static JsonFormat Default { get; } = new(MetadataLevel.Minimal, IEEE754Compatible: false);

    /// <summary>conventions 2 [D]: no blanks, and the parameters in this order.</summary>
    public string ContentType { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"application/json;odata.metadata={GetLevelName(Level)};odata.streaming=true;IEEE754Compatible={(IEEE754Compatible ? "true" : "false")};charset=utf-8");

    /// <summary>The first that the caller likes best; null when there is nothing that is JSON among it. What is no list of types asks for nothing. [I]</summary>
    public static JsonFormat? FromRequest(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || accept is ["*/*"] || accept is ["application/json"] || !MediaTypeHeaderValue.TryParseList(accept, out var types))
            return Default;
        return types.Where(type => type.Quality is not 0 && IsJson(type))
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(ParseMediaType)
            .FirstOrDefault(format => format is not null);
    }

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MatchesAllTypes || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
            && (type.MatchesAllSubTypes || type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase)));

    private static string GetLevelName(MetadataLevel level) => level switch
    {
        MetadataLevel.None => "none",
        MetadataLevel.Full => "full",
        _ => "minimal",
    };

    /// <summary>Null when it asks for a level that there is none of.</summary>
    private static JsonFormat? ParseMediaType(MediaTypeHeaderValue type)
    {
        var longs = bool.TryParse(GetParameter(type, IEEE754Parameter), out var asked) && asked;
        return GetParameter(type, MetadataParameter) switch
        {
            null or "minimal" => new JsonFormat(MetadataLevel.Minimal, longs),
            "none" => new JsonFormat(MetadataLevel.None, longs),
            "full" => new JsonFormat(MetadataLevel.Full, longs),
            _ => null,
        };
    }

    private static string? GetParameter(MediaTypeHeaderValue type, string name) =>
        type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? HeaderUtilities.RemoveQuotes(found.Value).ToString().ToLowerInvariant()
            : null;
}
