using System.Buffers;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>The one way in which bytes leave Graph, compressed where the client asks for it.</summary>
internal static class GraphResponseWriter
{
    /// <summary>What is shorter fits into one packet as it is. [I]</summary>
    private const int MinCompressedLength = 1024;

    /// <summary>What is longer does not wait for the end.</summary>
    private const int MaxBufferedLength = 16 * 1024;

    /// <param name="bytes">Whole, and never changed any more.</param>
    /// <param name="includeContentLength">False where the service sends in chunks: JSON (conventions 2 [O]).</param>
    public static async Task WriteAsync(HttpContext http, string contentType, ReadOnlyMemory<byte> bytes, bool includeContentLength)
    {
        http.Response.ContentType = contentType;
        GraphRequestContext.Get(http).ResponseContent = bytes;
        var sent = bytes.Length >= MinCompressedLength && http.Request.Headers.AcceptEncoding.Count > 0 ? await CompressAsync(http, bytes) : bytes;
        if (includeContentLength)
            http.Response.ContentLength = sent.Length;
        if (includeContentLength || sent.Length > MaxBufferedLength)
            await http.Response.Body.WriteAsync(sent, http.RequestAborted);
        else
            http.Response.BodyWriter.Write(sent.Span); // leaves with the chunk that ends the answer, in one packet
    }

    private static async ValueTask<ReadOnlyMemory<byte>> CompressAsync(HttpContext http, ReadOnlyMemory<byte> bytes)
    {
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (http.RequestServices.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(http) is not { } method)
            return bytes;
        http.Response.Headers.ContentEncoding = method.EncodingName;
        var compressed = new MemoryStream();
        await using (var stream = method.CreateStream(compressed))
            await stream.WriteAsync(bytes, http.RequestAborted);
        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }
}
