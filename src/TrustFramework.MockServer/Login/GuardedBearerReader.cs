using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login;

/// <summary>Rejects production tokens before the reader of the configured mode runs, also in mode <c>off</c>.</summary>
internal sealed class GuardedBearerReader(IBearerTokenReader inner, BearerTokenCache tokenCache, ProductionTokenGuard guard) : IBearerTokenReader
{
    public async ValueTask<Result<Principal, GraphErrorDefinition>> ReadAsync(string? token) =>
        token is not null && await guard.IsProductionTokenAsync(tokenCache.GetOrParse(token)) ? GraphErrorCatalog.TokenFromMicrosoft : await inner.ReadAsync(token);
}
