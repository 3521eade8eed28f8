using TrustFramework.MockServer.Graph.Addressing;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.MockServer.Graph.Requests;

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
        .UseMiddleware<EnvelopeStage>()
        .UseMiddleware<ErrorStage>()
        .UseMiddleware<RecognitionStage>())
        .UseMiddleware<AuthenticationStage>()
        .UseMiddleware<PermissionStage>()
        .UseMiddleware<NegotiationStage>()
        .UseMiddleware<QueryOptionStage>()
        .UseMiddleware<BodyStage>();
}
