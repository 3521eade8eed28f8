namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Removes expired tenants before each request.</summary>
internal sealed class ExpiryMiddleware(RequestDelegate next, SandboxRegistry sandboxes)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await sandboxes.RemoveExpiredAsync();
        await next(context);
    }
}
