namespace TrustFramework.MockServer.Testing.Hosting;

/// <summary>Makes a connection fault look the same in memory as over a socket.</summary>
internal sealed class InMemoryHandler(HttpMessageHandler server) : DelegatingHandler(server)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (request.Method != HttpMethod.Head && response.Content.Headers.ContentLength is { } length and > 0)
                response.Content = await CheckLengthAsync(response.Content, length, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch (OperationCanceledException aborted) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed before a response was received.", aborted);
        }
    }

    private static async Task<StreamContent> CheckLengthAsync(HttpContent inner, long length, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // disposed with the content, and so with the response
        var content = new StreamContent(new LengthCheckedStream(await inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), length));
#pragma warning restore CA2000
        foreach (var (name, values) in inner.Headers)
            content.Headers.TryAddWithoutValidation(name, values);
        return content;
    }

    /// <summary>Throws when the stream ends before the announced length.</summary>
    private sealed class LengthCheckedStream(Stream inner, long length) : Stream
    {
        private long _remaining = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            CheckRead(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            await ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false);

        public override int Read(byte[] buffer, int offset, int count) => CheckRead(inner.Read(buffer, offset, count), count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }

        private int CheckRead(int count, int requested)
        {
            _remaining -= count;
            return count > 0 || requested == 0 || _remaining <= 0
                ? count
                : throw new HttpIOException(HttpRequestError.ResponseEnded, $"The response ended {_remaining} bytes before its announced length.");
        }
    }
}
