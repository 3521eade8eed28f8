namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Request feature: the request is part of a batch.</summary>
internal sealed record BatchedRequestFeature
{
    public static bool IsBatched(HttpContext context) => context.Features.Get<BatchedRequestFeature>() is not null;
}
