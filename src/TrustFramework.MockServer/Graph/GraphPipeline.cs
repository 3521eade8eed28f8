using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.MockServer.Graph.Routing;

namespace TrustFramework.MockServer.Graph;

/// <summary>Graph's stages in order: one way in, one way out (house 4).</summary>
internal static class GraphPipeline
{
    public static IServiceCollection AddGraph(this IServiceCollection services) => services
        .AddSingleton<RefusalMapper>()
        .AddSingleton<RouteSegmentTree>()
        .AddResponseCompression()
        .AddRequestDecompression()
        .Configure<RouteOptions>(routes => routes.SetParameterPolicy<EntityKeyRouteConstraint>(EntityKeyRouteConstraint.Name));

    /// <param name="gateway">Adds what stands where the caller is known but not yet authorised.</param>
    public static void UseGraph(this IApplicationBuilder app, Action<IApplicationBuilder> gateway)
    {
        app.UseMiddleware<GraphRequestContextMiddleware>();
        app.UseMiddleware<GraphErrorMiddleware>();
        app.UseMiddleware<BearerAuthenticationMiddleware>();
        gateway(app);
        app.UseMiddleware<RequireAuthenticationMiddleware>();
        app.UseMiddleware<PermissionMiddleware>();
        app.UseMiddleware<ContentNegotiationMiddleware>();
        app.UseMiddleware<QueryOptionsMiddleware>();
        app.UseMiddleware<RequestBodyMiddleware>();
    }
}
