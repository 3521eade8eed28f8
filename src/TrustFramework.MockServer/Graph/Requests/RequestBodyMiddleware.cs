using System.Buffers;
using System.Reflection;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.RequestDecompression;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>Route metadata that a handler's body parameter brings: the operation reads a body, of any content type or none (conventions 0 #8 [E]).</summary>
/// <param name="JsonType">What the body is read as; null for its bytes.</param>
internal sealed record BodyParameter(Type? JsonType);

/// <summary>Route metadata: what is particular to the body of an operation.</summary>
internal sealed record RequestBodyMetadata
{
    /// <summary>1024 KB: graph-surface 9 [D] for a policy file, [I] for everything else.</summary>
    public const int DefaultMaxRequestBodySize = 1024 * 1024;

    /// <summary>How much this operation reads.</summary>
    public int MaxRequestBodySize { get; init; } = DefaultMaxRequestBodySize;

    /// <summary>What the service calls the body when it cannot be bound: <c>The '{0}' field is invalid…</c></summary>
    public string FieldName { get; init; } = "";

    /// <summary>What is said in the place of that, where it is not the service behind the gateway that reads the body.</summary>
    public GraphError? InvalidShapeError { get; init; }
}

/// <summary>Reads the body once, within bounds, and refuses what the operation could not use.</summary>
internal sealed class RequestBodyMiddleware(RequestDelegate next, IOptions<JsonOptions> json)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<BodyParameter>() is { } parameter)
        {
            var refused = await ReadAsync(context, parameter, metadata.GetMetadata<RequestBodyMetadata>() ?? new RequestBodyMetadata());
            if (refused is not null)
            {
                await GraphErrorWriter.WriteAsync(context, refused);
                return;
            }
        }

        await next(context);
    }

    private async ValueTask<GraphError?> ReadAsync(HttpContext context, BodyParameter parameter, RequestBodyMetadata rule)
    {
        var encoding = context.Request.Headers.ContentEncoding;
        if (encoding.Count > 0 && !encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase) && !TryDecompress(context, encoding))
            return NegotiationErrors.EncodingNotSupported.CreateError(encoding.ToString());
        ReadOnlyMemory<byte>? read;
        try
        {
            read = await ReadBytesAsync(context, rule.MaxRequestBodySize);
        }
        catch (InvalidDataException) when (encoding.Count > 0)
        {
            return NegotiationErrors.BodyNotDecoded.CreateError(encoding.ToString());
        }
        catch (InvalidOperationException) when (encoding.Count > 0) // Brotli's
        {
            return NegotiationErrors.BodyNotDecoded.CreateError(encoding.ToString());
        }
        catch (IOException unread) when (unread is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            return GraphErrorCatalog.BadRequest.CreateError(unread.Message); // chunks of a size that no number holds
        }

        return read is { } bytes ? StoreBody(context, parameter, rule, bytes) : GraphErrorCatalog.BodyTooLarge.CreateError(rule.MaxRequestBodySize / 1024);
    }

    /// <summary>False when nobody knows how. What is read is bounded decoded, not encoded.</summary>
    private static bool TryDecompress(HttpContext context, StringValues encoding)
    {
        if (context.RequestServices.GetRequiredService<IRequestDecompressionProvider>().GetDecompressionStream(context) is not { } decoded)
            return false;
        context.Request.Body = decoded;
        // The framework takes it away; what was sent is still to be seen in the journal.
        context.Request.Headers.ContentEncoding = encoding;
        return true;
    }

    private GraphError? StoreBody(HttpContext context, BodyParameter parameter, RequestBodyMetadata rule, ReadOnlyMemory<byte> bytes)
    {
        if (parameter.JsonType is null)
        {
            context.Features.Set(new RequestBodyFeature(bytes, Json: null));
            return null;
        }

        var refused = JsonBodyReader.Read(context.Request, rule, bytes, json.Value.SerializerOptions.GetTypeInfo(parameter.JsonType), out var value);
        context.Features.Set(new RequestBodyFeature(bytes, value));
        return refused;
    }

    /// <summary>Null when there is more than the limit; the rest is not read.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpContext context, int maxBytes = RequestBodyMetadata.DefaultMaxRequestBodySize)
    {
        if (context.Request.ContentLength > maxBytes)
            return null;
        var written = new ArrayBufferWriter<byte>((int)Math.Min(context.Request.ContentLength ?? 4096, RequestBodyMetadata.DefaultMaxRequestBodySize) + 1);
        while (true)
        {
            var read = await context.Request.Body.ReadAsync(written.GetMemory(), context.RequestAborted);
            if (read == 0)
                return written.WrittenMemory;
            written.Advance(read);
            if (written.WrittenCount > maxBytes)
                return null;
        }
    }
}

/// <summary>What the stage read.</summary>
/// <param name="Json">The bound value; null where bytes were asked for.</param>
internal sealed record RequestBodyFeature(ReadOnlyMemory<byte> Bytes, object? Json);

/// <summary>A handler's parameter: the body as bytes.</summary>
internal sealed record RawBody(ReadOnlyMemory<byte> Bytes) : IBindableFromHttpContext<RawBody>, IEndpointParameterMetadataProvider
{
    public static ValueTask<RawBody?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<RawBody?>(new RawBody(context.Features.Get<RequestBodyFeature>()!.Bytes));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new BodyParameter(JsonType: null));
}

/// <summary>A handler's parameter: the body as JSON, which must say that it is.</summary>
internal sealed record JsonBody<T>(T Value) : IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    public static ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<JsonBody<T>?>(new JsonBody<T>((T)context.Features.Get<RequestBodyFeature>()!.Json!));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new BodyParameter(typeof(T)));
}
