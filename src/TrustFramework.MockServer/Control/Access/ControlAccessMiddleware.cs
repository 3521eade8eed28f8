namespace TrustFramework.MockServer.Control.Access;

/// <summary>Stands before everything under /_mock, whether there is such a thing or not.</summary>
internal sealed class ControlAccessMiddleware(RequestDelegate next, ControlTokenAuthenticator token)
{
    public Task InvokeAsync(HttpContext context) =>
        (CrossSiteProtection.Check(context) ?? token.Check(context)) is { } refusal ? refusal.ExecuteAsync(context) : next(context);
}
