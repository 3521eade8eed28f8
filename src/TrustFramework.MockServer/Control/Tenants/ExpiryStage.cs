namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Before anything is looked at: whose time is up is gone.</summary>
internal sealed class ExpiryStage(RequestDelegate next, Sandboxes sandboxes)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await sandboxes.SweepAsync();
        await next(context);
    }
}
