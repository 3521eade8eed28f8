using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>Route metadata: the type of the returned value, entity or entities.</summary>
internal sealed record ReturnTypeMetadata(StructuredType Type);

/// <summary>
/// Reads the JSON format from the <c>Accept</c> header, or returns 406. Operations that do not return JSON ignore the header, because
/// clients send an unsuitable one for content: conventions 9.3 [E].
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
