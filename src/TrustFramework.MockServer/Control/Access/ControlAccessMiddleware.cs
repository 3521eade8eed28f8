namespace TrustFramework.MockServer.Control.Access;

/// <summary>Guards all of <c>/_mock</c>, including unknown paths.</summary>
internal sealed class ControlAccessMiddleware(RequestDelegate next, ControlTokenAuthenticator authenticator)
{
    public Task InvokeAsync(HttpContext context)
    {
        var refusal = authenticator.Check(context);
        return refusal is null ? next(context) : refusal.ExecuteAsync(context);
    }
}
