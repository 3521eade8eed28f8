namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Request feature: the request is one of a batch.</summary>
internal sealed record FromBatch
{
    public static bool Is(HttpContext context) => context.Features.Get<FromBatch>() is not null;
}
