namespace TrustFramework.MockServer.Control.Journal;

/// <summary>A request as it came in, before anything rewrites it.</summary>
/// <param name="Timestamp">For durations.</param>
/// <param name="ReceivedAt">By the server's own clock.</param>
internal readonly record struct OriginalRequest(string Method, string Origin, string Path, string Query, long Timestamp, DateTimeOffset ReceivedAt)
{
    public static OriginalRequest Capture(HttpContext context, TimeProvider time)
    {
        var request = context.Request;
        return new(request.Method, Graph.RequestOrigin.Get(request), request.Path.ToUriComponent(), request.QueryString.Value ?? "", time.GetTimestamp(), time.GetUtcNow());
    }
}
