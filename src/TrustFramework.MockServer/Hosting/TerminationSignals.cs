using System.Runtime.InteropServices;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Receives the signals that end the process. The host handles most of them, but not before it starts, and never SIGHUP. The default action of
/// the operating system would end the process without writing the last log lines.
/// </summary>
internal sealed class TerminationSignals : IDisposable
{
    private readonly CancellationTokenSource _received = new();
    private readonly PosixSignalRegistration[] _registrations;

    public TerminationSignals() => _registrations =
        [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];

    /// <summary>Canceled by the first signal.</summary>
    public CancellationToken Received => _received.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _received.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true; // suppresses the default action
        _received.Cancel();
    }
}
