using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Removes expired tenants before each request. When the store is not available, the request itself fails.</summary>
internal sealed class ExpiryMiddleware(RequestDelegate next, SandboxRegistry sandboxes)
{
    /// <summary>The request itself waits for the store again.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await sandboxes.RemoveExpiredAsync().AsTask().WaitAsync(MaxWait);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or TimeoutException)
        {
        }

        await next(context);
    }
}
