using Microsoft.AspNetCore.Authorization;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>Returns 401 to an unauthenticated request, even when the address is unknown. [I]</summary>
internal sealed class RequireAuthenticationMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        GraphRequestContext.Get(context).AuthenticationError is { } error && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null
            ? GraphErrorWriter.WriteAsync(context, error)
            : next(context);
}
