using System.Buffers;
using System.IO.Compression;

namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>Brotli. Requests and responses contain policies, which become ten times smaller.</summary>
internal static class Compression
{
    private const int Quality = 1;
    private const int Window = 18; // 256 KiB, more than a row has

    public static byte[] Compress(ReadOnlySpan<byte> data)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(data.Length));
        try
        {
            return BrotliEncoder.TryCompress(data, buffer, out var length, Quality, Window)
                ? buffer[..length]
                : throw new InvalidOperationException("The buffer is too small.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <exception cref="InvalidDataException">The data was not written by <see cref="Compress"/>.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> data)
    {
        using var compressed = new MemoryStream(data.ToArray(), writable: false);
        using var brotli = new BrotliStream(compressed, CompressionMode.Decompress);
        using var decompressed = new MemoryStream();
        brotli.CopyTo(decompressed);
        return decompressed.ToArray();
    }
}
