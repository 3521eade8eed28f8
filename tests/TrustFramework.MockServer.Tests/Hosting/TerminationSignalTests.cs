using System.Runtime.InteropServices;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Tests.Hosting;

public sealed class TerminationSignalTests
{
    [Fact]
    public void A_signal_cancels_the_token_and_does_not_end_the_process()
    {
        using var signals = new TerminationSignals();
        var context = new PosixSignalContext(PosixSignal.SIGTERM);

        signals.Handle(context);

        (context.Cancel, signals.Received.IsCancellationRequested).Should().Be((true, true));
    }

    [Fact]
    public void A_signal_that_is_handled_after_the_end_has_no_effect()
    {
        var signals = new TerminationSignals();
        signals.Dispose();
        var context = new PosixSignalContext(PosixSignal.SIGTERM);

        var handle = () => signals.Handle(context);

        handle.Should().NotThrow();
        context.Cancel.Should().BeTrue();
    }
}
