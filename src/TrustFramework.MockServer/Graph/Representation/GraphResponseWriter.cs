using System.Buffers;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>Writes the body of every Graph response, compressed when the client accepts it.</summary>
internal static class GraphResponseWriter
{
    /// <summary>In bytes. A shorter body fits into one packet uncompressed. [I]</summary>
    private const int MinCompressedLength = 1024;

    /// <param name="includeContentLength">False for JSON, which the service sends in chunks (conventions 2 [O]).</param>
    public static async Task WriteAsync(HttpContext http, string contentType, ReadOnlyMemory<byte> bytes, bool includeContentLength)
    {
        http.Response.ContentType = contentType;
        GraphRequestContext.Get(http).ResponseContent = bytes;
        var content = bytes.Length >= MinCompressedLength && http.Request.Headers.AcceptEncoding.Count > 0 ? await CompressAsync(http, bytes) : bytes;
        if (includeContentLength)
            http.Response.ContentLength = content.Length;
        // Not flushed, so that a short body and the final chunk are sent in one packet.
        http.Response.BodyWriter.Write(content.Span);
    }

    private static async ValueTask<ReadOnlyMemory<byte>> CompressAsync(HttpContext http, ReadOnlyMemory<byte> bytes)
    {
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (http.RequestServices.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(http) is not { } provider)
            return bytes;
        http.Response.Headers.ContentEncoding = provider.EncodingName;
        return await provider.CompressAsync(bytes, http.RequestAborted);
    }
}
