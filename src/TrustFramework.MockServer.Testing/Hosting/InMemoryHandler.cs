namespace TrustFramework.MockServer.Testing.Hosting;

/// <summary>Lets what breaks on the way in memory look to a client as it would over a socket.</summary>
internal sealed class InMemoryHandler(HttpMessageHandler server) : DelegatingHandler(server)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (request.Method != HttpMethod.Head && answer.Content.Headers.ContentLength is { } length and > 0)
                answer.Content = await CheckLengthAsync(answer.Content, length, cancellationToken).ConfigureAwait(false);
            return answer;
        }
        catch (OperationCanceledException aborted) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed before there was an answer.", aborted);
        }
    }

    private static async Task<StreamContent> CheckLengthAsync(HttpContent sent, long length, CancellationToken cancellation)
    {
#pragma warning disable CA2000 // the content's, and so the answer's
        var whole = new StreamContent(new LengthCheckedStream(await sent.ReadAsStreamAsync(cancellation).ConfigureAwait(false), length));
#pragma warning restore CA2000
        foreach (var (name, values) in sent.Headers)
            whole.Headers.TryAddWithoutValidation(name, values);
        return whole;
    }

    /// <summary>Does not end before as much has come as was said to come.</summary>
    private sealed class LengthCheckedStream(Stream sent, long length) : Stream
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
            CheckRead(await sent.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            await ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false);

        public override int Read(byte[] buffer, int offset, int count) => CheckRead(sent.Read(buffer, offset, count), count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                sent.Dispose();
            base.Dispose(disposing);
        }

        private int CheckRead(int count, int wanted)
        {
            _remaining -= count;
            return count > 0 || wanted == 0 || _remaining <= 0
                ? count
                : throw new HttpIOException(HttpRequestError.ResponseEnded, $"The answer ended, and {_remaining} bytes of it have not come.");
        }
    }
}
