using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Login;

/// <summary>The tripwire before any mode, also <c>off</c>: whoever asks for a bearer reader gets this one.</summary>
internal sealed class GuardedBearerReader(IBearerTokenReader inner, BearerTokenCache tokenCache, ProductionTokenGuard guard) : IBearerTokenReader
{
    public async ValueTask<BearerReading> ReadAsync(string? token) =>
        token is not null && await guard.IsProductionTokenAsync(tokenCache.GetOrParse(token)) ? GraphErrorCatalog.TokenFromMicrosoft : await inner.ReadAsync(token);
}
