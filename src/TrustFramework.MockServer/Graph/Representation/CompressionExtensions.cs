using Microsoft.AspNetCore.ResponseCompression;

namespace TrustFramework.MockServer.Graph.Representation;

internal static class CompressionExtensions
{
    /// <summary>Compresses a whole body.</summary>
    public static async Task<ReadOnlyMemory<byte>> CompressAsync(
        this ICompressionProvider provider, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var compressed = new MemoryStream();
        await using (var stream = provider.CreateStream(compressed))
            await stream.WriteAsync(bytes, cancellationToken);
        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }
}
