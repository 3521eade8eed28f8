using TrustFramework.MockServer.Graph.Addressing;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph;

/// <summary>Graph's stages in order: one way in, one way out (house 4).</summary>
internal static class GraphPipeline
{
    public static IServiceCollection AddGraph(this IServiceCollection services, CompatOptions compat) => services
        .AddSingleton(new RefusalText(compat))
        .AddSingleton<SegmentMap>()
        .AddResponseCompression()
        .AddRequestDecompression()
        .Configure<RouteOptions>(routes => routes.SetParameterPolicy<EntityKeyConstraint>(EntityKeyConstraint.Name));

    /// <param name="gateway">What stands where it is known who asks, and not yet asked whether they may.</param>
    public static IApplicationBuilder UseGraph(this IApplicationBuilder app, Func<IApplicationBuilder, IApplicationBuilder> gateway) => gateway(app
        .Use(next => new EnvelopeStage(next, app.Get<IRandomSource>()).InvokeAsync)
        .Use(next => new ErrorStage(next, app.Get<SegmentMap>(), app.Get<ILogger<ErrorStage>>()).InvokeAsync)
        .Use(next => new RecognitionStage(next, app.Get<IBearerReader>(), app.Get<TenantRegistry>()).InvokeAsync))
        .Use(next => new AuthenticationStage(next).InvokeAsync)
        .Use(next => new PermissionStage(next).InvokeAsync)
        .Use(next => new NegotiationStage(next).InvokeAsync)
        .Use(next => new QueryOptionStage(next).InvokeAsync)
        .Use(next => new BodyStage(next).InvokeAsync);
}
