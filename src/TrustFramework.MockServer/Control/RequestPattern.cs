using System.Collections.Frozen;

namespace TrustFramework.MockServer.Control;

/// <summary>Checks the method and the path by which rules and expectations select requests. Values that match no request would let a test pass that should fail.</summary>
internal static class RequestPattern
{
    private static readonly FrozenSet<string> Methods =
        new[] { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns null when both can match a request or are null.</summary>
    public static string? GetError(string? method, string? path) => (method, path) switch
    {
        _ when method is not null && !Methods.Contains(method) => $"The method '{method}' is unknown. The methods are {string.Join(", ", Methods.Order(StringComparer.Ordinal))}.",
        _ when path is not null && path is not ['/' or '*', ..] => $"The path '{path}' matches no request. A path starts with / or *, and * stands for any characters: */policies/*.",
        _ => null,
    };
}
