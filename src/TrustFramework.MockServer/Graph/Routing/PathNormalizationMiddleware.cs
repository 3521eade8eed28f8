using System.Text;

namespace TrustFramework.MockServer.Graph.Routing;

/// <summary>
/// Gives every way of writing an address the one form that routes know: <c>things('a')</c> becomes <c>things/a</c>,
/// <c>call()</c>, <c>microsoft.graph.call()</c> and <c>microsoft.graph.call</c> become <c>call</c> (conventions 3 [D][E]). Letter case and a trailing
/// slash are the router's own business.
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

    private static string NormalizePath(string path)
    {
        var canonical = new StringBuilder(path.Length);
        foreach (var segment in path.Split('/').Skip(1))
            canonical.Append('/').Append(NormalizeSegment(segment));
        return canonical.ToString();
    }

    private static string NormalizeSegment(string segment)
    {
        var plain = segment.StartsWith(Namespace, StringComparison.OrdinalIgnoreCase) ? segment[Namespace.Length..] : segment;
        if (plain.EndsWith("()", StringComparison.Ordinal))
            return plain[..^2];
        var open = plain.IndexOf("('", StringComparison.Ordinal);
        return open > 0 && plain.EndsWith("')", StringComparison.Ordinal) && plain.Length >= open + 4
            // An apostrophe inside a key is doubled. An empty key leaves an empty segment behind, which no route has.
            ? $"{plain[..open]}/{UnescapeKey(plain[(open + 2)..^2])}{(plain.Length == open + 4 ? "/" : "")}"
            : plain;
    }

    private static string UnescapeKey(string key) => key.Replace("''", "'", StringComparison.Ordinal);
}

/// <summary>Request feature: the path as the caller wrote it, where routes know it by another form.</summary>
internal sealed record OriginalPathFeature(PathString Value)
{
    public static PathString Get(HttpRequest request) => request.HttpContext.Features.Get<OriginalPathFeature>()?.Value ?? request.Path;
}
