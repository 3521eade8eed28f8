using System.Text;

namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>Converts between texts and streams.</summary>
internal static class TestStreams
{
    /// <summary>A stream whose length the client sends.</summary>
    public static MemoryStream Seekable(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>A stream that the client sends in chunks.</summary>
    public static Stream NonSeekable(string text) => new NonSeekableStream(Encoding.UTF8.GetBytes(text));

    public static async Task<string> ReadTextAsync(this Stream? stream)
    {
        stream.Should().NotBeNull();
        using var reader = new StreamReader(stream!);
        return await reader.ReadToEndAsync();
    }

    private sealed class NonSeekableStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
    }
}
