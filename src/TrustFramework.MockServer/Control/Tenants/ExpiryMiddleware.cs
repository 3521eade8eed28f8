using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Removes expired tenants before each request. When the store is not available, the request itself fails.</summary>
internal sealed class ExpiryMiddleware(RequestDelegate next, SandboxRegistry sandboxes)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await sandboxes.RemoveExpiredAsync();
        }
        catch (StoreUnavailableException)
        {
        }

        await next(context);
    }
}
