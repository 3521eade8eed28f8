using System.Runtime.InteropServices;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Receives the signals that end the process. The host handles most of them, but not before it starts, and never SIGHUP. The default action of
/// the operating system would end the process without writing the last log lines.
/// </summary>
internal sealed class TerminationSignals : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _received = new();
    private readonly PosixSignalRegistration[] _registrations;
    private bool _isDisposed;

    public TerminationSignals() => _registrations =
        [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];

    /// <summary>Canceled by the first signal.</summary>
    public CancellationToken Received => _received.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        lock (_lock)
        {
            _isDisposed = true;
            _received.Dispose();
        }
    }

    /// <summary>Can run during and after <see cref="Dispose"/>, because disposing a registration does not wait for a handler that runs.</summary>
    internal void Handle(PosixSignalContext context)
    {
        context.Cancel = true; // suppresses the default action
        lock (_lock)
        {
            if (!_isDisposed)
                _received.Cancel();
        }
    }
}
