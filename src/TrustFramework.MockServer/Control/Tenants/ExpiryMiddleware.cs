namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Before anything is looked at: whose time is up is gone.</summary>
internal sealed class ExpiryMiddleware(RequestDelegate next, SandboxRegistry sandboxes)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await sandboxes.RemoveExpiredAsync();
        await next(context);
    }
}
