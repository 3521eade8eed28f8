namespace TrustFramework.MockServer.Graph.Routing;

/// <summary>
/// Rewrites the alternative forms of a path to the form of the routes: <c>things('a')</c> becomes <c>things/a</c>;
/// <c>call()</c>, <c>microsoft.graph.call()</c> and <c>microsoft.graph.call</c> become <c>call</c> (conventions 3 [D][E]). Routing itself
/// ignores case and a trailing slash.
/// </summary>
internal sealed class PathNormalizationMiddleware(RequestDelegate next)
{
    private const string Namespace = "microsoft.graph.";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.Value is { } path
            && (path.Contains('(', StringComparison.Ordinal) || path.Contains(Namespace, StringComparison.OrdinalIgnoreCase)))
        {
            context.Features.Set(new OriginalPathFeature(context.Request.Path));
            context.Request.Path = new PathString(NormalizePath(path));
        }

        return next(context);
    }

    private static string NormalizePath(string path) => string.Join('/', path.Split('/').Select(NormalizeSegment));

    private static string NormalizeSegment(string segment)
    {
        var name = segment.StartsWith(Namespace, StringComparison.OrdinalIgnoreCase) ? segment[Namespace.Length..] : segment;
        if (name.EndsWith("()", StringComparison.Ordinal))
            return name[..^2];
        var open = name.IndexOf("('", StringComparison.Ordinal);
        return open > 0 && name.EndsWith("')", StringComparison.Ordinal) && name.Length >= open + 4
            // An empty key becomes an empty segment, which matches no route.
            ? $"{name[..open]}/{UnescapeKey(name[(open + 2)..^2])}{(name.Length == open + 4 ? "/" : "")}"
            : name;
    }

    /// <summary>An apostrophe in a key is doubled.</summary>
    private static string UnescapeKey(string key) => key.Replace("''", "'", StringComparison.Ordinal);
}

/// <summary>Request feature: the path before <see cref="PathNormalizationMiddleware"/> rewrote it.</summary>
internal sealed record OriginalPathFeature(PathString Value)
{
    public static PathString Get(HttpRequest request) => request.HttpContext.Features.Get<OriginalPathFeature>()?.Value ?? request.Path;
}
