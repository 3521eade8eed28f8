using TrustFramework.MockServer.Graph.Addressing;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Graph;

/// <summary>Graph's stages in order: one way in, one way out (house 4).</summary>
internal static class GraphPipeline
{
    public static IServiceCollection AddGraph(this IServiceCollection services) => services
        .AddSingleton<RefusalText>()
        .AddSingleton<SegmentMap>()
        .AddResponseCompression()
        .AddRequestDecompression()
        .Configure<RouteOptions>(routes => routes.SetParameterPolicy<EntityKeyConstraint>(EntityKeyConstraint.Name));

    /// <param name="gateway">Adds what stands where the caller is known but not yet authorised.</param>
    public static void UseGraph(this IApplicationBuilder app, Action<IApplicationBuilder> gateway)
    {
        app.UseMiddleware<EnvelopeStage>();
        app.UseMiddleware<ErrorStage>();
        app.UseMiddleware<RecognitionStage>();
        gateway(app);
        app.UseMiddleware<AuthenticationStage>();
        app.UseMiddleware<PermissionStage>();
        app.UseMiddleware<NegotiationStage>();
        app.UseMiddleware<QueryOptionStage>();
        app.UseMiddleware<BodyStage>();
    }
}
