using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;
using TrustFramework.MockServer.Graph.Representation;

namespace TrustFramework.MockServer.Documents;

/// <summary>A document that does not change while the server runs. It is rendered at the first request, and compressed once for each encoding.</summary>
internal sealed class CachedDocument : IResult
{
    /// <summary>How many bytes a response buffers for a client that does not read. The whole document would be copied for each stream of HTTP/2.</summary>
    private const int ChunkSize = 16 * 1024;

    private readonly string _contentType;
    private readonly Lazy<Task<Representation>> _uncompressed;
    private readonly ConcurrentDictionary<string, Lazy<Task<Representation>>> _compressed = new(StringComparer.Ordinal);

    public CachedDocument(string contentType, Func<Task<byte[]>> renderAsync)
    {
        _contentType = contentType;
        _uncompressed = new(async () => new Representation(await renderAsync(), encoding: null));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var provider = httpContext.RequestServices.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(httpContext);
        var representation = await GetAsync(provider).WaitAsync(httpContext.RequestAborted);
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.CacheControl = "no-cache"; // a client may store it, but another version of the server may run at this address
        response.Headers.ETag = representation.Tag.ToString();
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(representation.Tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = _contentType;
        response.Headers.ContentEncoding = representation.Encoding;
        response.ContentLength = representation.Bytes.Length;
        for (var remaining = representation.Bytes.AsMemory(); !remaining.IsEmpty; remaining = remaining[Math.Min(ChunkSize, remaining.Length)..])
            await response.Body.WriteAsync(remaining[..Math.Min(ChunkSize, remaining.Length)], httpContext.RequestAborted);
    }

    /// <param name="provider">Null if the client accepts no compression.</param>
    private Task<Representation> GetAsync(ICompressionProvider? provider) => provider is null
        ? _uncompressed.Value
        : _compressed.GetOrAdd(provider.EncodingName, _ => new(() => CompressAsync(provider))).Value;

    private async Task<Representation> CompressAsync(ICompressionProvider provider)
    {
        // Not canceled with the request: later requests get the same bytes.
        var compressed = await provider.CompressAsync((await _uncompressed.Value).Bytes, CancellationToken.None);
        return new Representation(compressed.ToArray(), provider.EncodingName);
    }

    /// <param name="encoding">The value of Content-Encoding; null for none.</param>
    private sealed class Representation(byte[] bytes, string? encoding)
    {
        public byte[] Bytes => bytes;

        public string? Encoding => encoding;

        public EntityTagHeaderValue Tag { get; } = new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"");
    }
}
