namespace TrustFramework.MockServer.Control.Access;

/// <summary>Stands before everything under /_mock, whether there is such a thing or not.</summary>
internal sealed class ControlGuard(RequestDelegate next, ControlToken token)
{
    public Task InvokeAsync(HttpContext context) =>
        (CrossSite.Refusal(context) ?? token.Refusal(context)) is { } refusal ? refusal.ExecuteAsync(context) : next(context);
}
