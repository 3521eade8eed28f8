namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Request feature: the request came in a batch.</summary>
internal sealed record FromBatch
{
    public static bool Is(HttpContext context) => context.Features.Get<FromBatch>() is not null;
}

/// <summary>A batch reaches Graph and nothing else: an address such as <c>/beta/oauth2/v2.0/token</c> has another reader outside of one.</summary>
internal static class BatchRule
{
    /// <summary>To stand behind routing.</summary>
    /// <param name="isGraph">Whether an endpoint is Graph's.</param>
    public static void UseBatchRule(this IApplicationBuilder app, Predicate<HttpContext> isGraph) => app.Use(next => context =>
    {
        if (FromBatch.Is(context) && !isGraph(context))
            context.SetEndpoint(null); // and Graph says which segment it does not know
        return next(context);
    });
}
