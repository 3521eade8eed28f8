using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>Resets the connection. The request is not handled.</summary>
internal sealed class ConnectionResetFault() : BrokenConnectionKind("connectionReset")
{
    public override Task ApplyAsync(FaultHit hit, FaultTarget target, RequestDelegate next)
    {
        ConnectionAbort.Abort(target.Context);
        return Task.CompletedTask;
    }
}
