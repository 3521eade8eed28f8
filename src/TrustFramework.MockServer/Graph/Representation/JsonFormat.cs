using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>The value of <c>odata.metadata</c>: conventions 3 [D].</summary>
internal enum MetadataLevel
{
    /// <summary>The context and the paging annotations.</summary>
    Minimal,

    /// <summary>Only the paging annotations.</summary>
    None,

    /// <summary>Also types, ids and links.</summary>
    Full,
}

/// <summary>The JSON format of a response.</summary>
/// <param name="IEEE754Compatible">Whether 64-bit numbers are written as strings, because JavaScript numbers cannot hold them.</param>
internal sealed record JsonFormat(MetadataLevel Level, bool IEEE754Compatible)
{
    private const string MetadataParameter = "odata.metadata";
    private const string IEEE754Parameter = "IEEE754Compatible";

    public static JsonFormat Default { get; } = new(MetadataLevel.Minimal, IEEE754Compatible: false);

    /// <summary>Without spaces, and with the parameters in this order: conventions 2 [D].</summary>
    public string ContentType { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"application/json;odata.metadata={GetLevelName(Level)};odata.streaming=true;IEEE754Compatible={(IEEE754Compatible ? "true" : "false")};charset=utf-8");

    /// <summary>The format with the highest quality in <c>Accept</c>, or null when none is JSON. An invalid header is ignored. [I]</summary>
    public static JsonFormat? FromRequest(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types))
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

    /// <summary>Null when the metadata level is unknown.</summary>
    private static JsonFormat? ParseMediaType(MediaTypeHeaderValue type)
    {
        var isCompatible = bool.TryParse(GetParameter(type, IEEE754Parameter), out var requested) && requested;
        return GetParameter(type, MetadataParameter) switch
        {
            null or "minimal" => new JsonFormat(MetadataLevel.Minimal, isCompatible),
            "none" => new JsonFormat(MetadataLevel.None, isCompatible),
            "full" => new JsonFormat(MetadataLevel.Full, isCompatible),
            _ => null,
        };
    }

    private static string? GetParameter(MediaTypeHeaderValue type, string name) =>
        type.Parameters.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } parameter
            ? HeaderUtilities.RemoveQuotes(parameter.Value).ToString().ToLowerInvariant()
            : null;
}
