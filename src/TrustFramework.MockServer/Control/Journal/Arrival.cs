namespace TrustFramework.MockServer.Control.Journal;

/// <summary>A request as it came in, before anything rewrites it.</summary>
/// <param name="Timestamp">For durations.</param>
/// <param name="At">By the server's own clock.</param>
internal readonly record struct Arrival(string Method, string Origin, string Path, string Query, long Timestamp, DateTimeOffset At)
{
    public static Arrival Of(HttpContext context, TimeProvider time)
    {
        var request = context.Request;
        return new(request.Method, Graph.RequestOrigin.Get(request), request.Path.ToUriComponent(), request.QueryString.Value ?? "", time.GetTimestamp(), time.GetUtcNow());
    }
}
