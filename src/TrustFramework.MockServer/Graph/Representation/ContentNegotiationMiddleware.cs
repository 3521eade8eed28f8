using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>Route metadata: what the answer is about, one or many.</summary>
internal sealed record ReturnTypeMetadata(StructuredType Type);

/// <summary>
/// Reads from <c>Accept</c> which JSON the caller wants: 406 when none. Where the answer is no JSON the header has no say, since
/// clients ask for content with one that does not fit: conventions 9.3 [E].
/// </summary>
internal sealed class ContentNegotiationMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var format = JsonFormat.FromRequest(context.Request);
        if (format == JsonFormat.Default || context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.IsJson != true)
            return next(context);
        if (format is null)
            return GraphErrorWriter.WriteAsync(context, NegotiationErrors.NotAcceptable.CreateError(context.Request.Headers.Accept.ToString()));
        GraphRequestContext.Get(context).Format = format;
        return next(context);
    }
}
