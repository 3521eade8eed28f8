using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>A request before other middleware rewrites it.</summary>
/// <param name="Timestamp">When the request was received, as a timestamp for measuring durations.</param>
/// <param name="ReceivedAt">When the request was received, by the server's clock.</param>
internal sealed record OriginalRequest(string Method, string Origin, string Path, string Query, long Timestamp, DateTimeOffset ReceivedAt)
{
    public static OriginalRequest Capture(HttpContext context, TimeProvider time)
    {
        var request = context.Request;
        return new(request.Method, RequestOrigin.Get(request), request.Path.ToUriComponent(), request.QueryString.Value ?? "", time.GetTimestamp(), time.GetUtcNow());
    }
}
