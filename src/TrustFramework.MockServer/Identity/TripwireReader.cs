using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Identity;

/// <summary>The tripwire before any mode, also <c>off</c>: whoever asks for a bearer reader gets this one.</summary>
internal sealed class TripwireReader(IBearerReader mode, Bearers bearers, Tripwire tripwire) : IBearerReader
{
    public async ValueTask<BearerReading> ReadAsync(string? token) =>
        token is not null && await tripwire.TripsAsync(bearers.Of(token)) ? Catalogue.TokenFromMicrosoft : await mode.ReadAsync(token);
}
