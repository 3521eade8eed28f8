using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.MockServer.Graph.Routing;

namespace TrustFramework.MockServer.Graph;

/// <summary>Graph's services, and its middleware in order.</summary>
internal static class GraphPipeline
{
    public static IServiceCollection AddGraph(this IServiceCollection services) => services
        .AddSingleton<RefusalMapper>()
        .AddSingleton<RouteSegmentTree>()
        .AddResponseCompression()
        .AddRequestDecompression()
        .Configure<RouteOptions>(routes => routes.SetParameterPolicy<EntityKeyRouteConstraint>(EntityKeyRouteConstraint.Name));

    /// <param name="configureGateway">Adds middleware that runs when the caller is identified but not yet authorized.</param>
    public static void UseGraph(this IApplicationBuilder app, Action<IApplicationBuilder> configureGateway)
    {
        app.UseMiddleware<GraphRequestContextMiddleware>();
        app.UseMiddleware<GraphErrorMiddleware>();
        app.UseMiddleware<BearerAuthenticationMiddleware>();
        configureGateway(app);
        app.UseMiddleware<RequireAuthenticationMiddleware>();
        app.UseMiddleware<PermissionMiddleware>();
        app.UseMiddleware<ContentNegotiationMiddleware>();
        app.UseMiddleware<QueryOptionsMiddleware>();
        app.UseMiddleware<RequestBodyMiddleware>();
    }
}
