using System.Buffers;
using System.Reflection;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.RequestDecompression;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>Route metadata that a handler's body parameter adds. A raw body can have any content type, or none (conventions 0 #8 [E]).</summary>
/// <param name="JsonType">The type to deserialize the body to; null for the raw bytes.</param>
internal sealed record BodyParameter(Type? JsonType);

/// <summary>Route metadata: how an operation's body is read.</summary>
internal sealed record RequestBodyMetadata
{
    /// <summary>1024 KB: graph-surface 9 [D] for a policy file, [I] for everything else.</summary>
    public const int DefaultMaxRequestBodySize = 1024 * 1024;

    /// <summary>In bytes.</summary>
    public int MaxRequestBodySize { get; init; } = DefaultMaxRequestBodySize;

    /// <summary>The name of the body in the service's message: <c>The '{0}' field is invalid…</c></summary>
    public string FieldName { get; init; } = "";

    /// <summary>The error that replaces that message when the gateway reads the body itself.</summary>
    public GraphError? InvalidShapeError { get; init; }
}

/// <summary>Reads the body, up to a limit, and returns an error when the operation cannot use it.</summary>
internal sealed class RequestBodyMiddleware(RequestDelegate next, IOptions<JsonOptions> json)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<BodyParameter>() is { } parameter)
        {
            var error = await ReadAsync(context, parameter, metadata.GetMetadata<RequestBodyMetadata>() ?? new RequestBodyMetadata());
            if (error is not null)
            {
                await GraphErrorWriter.WriteAsync(context, error);
                return;
            }
        }

        await next(context);
    }

    private async ValueTask<GraphError?> ReadAsync(HttpContext context, BodyParameter parameter, RequestBodyMetadata metadata)
    {
        var encoding = context.Request.Headers.ContentEncoding;
        if (encoding.Count > 0 && !encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase) && !TryDecompress(context, encoding))
            return NegotiationErrors.EncodingNotSupported.CreateError(encoding.ToString());
        ReadOnlyMemory<byte>? read;
        try
        {
            read = await ReadBytesAsync(context, metadata.MaxRequestBodySize);
        }
        catch (InvalidDataException) when (encoding.Count > 0)
        {
            return NegotiationErrors.BodyNotDecoded.CreateError(encoding.ToString());
        }
        catch (InvalidOperationException) when (encoding.Count > 0) // thrown by the Brotli decoder
        {
            return NegotiationErrors.BodyNotDecoded.CreateError(encoding.ToString());
        }
        catch (IOException exception) when (exception is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            return GraphErrorCatalog.BadRequest.CreateError(exception.Message); // a chunk size that overflows
        }

        return read is { } bytes
            ? StoreBody(context, parameter, metadata, bytes)
            : GraphErrorCatalog.BodyTooLarge.CreateError(metadata.MaxRequestBodySize / 1024);
    }

    /// <summary>False when the encoding is not supported. The size limit applies to the decoded body.</summary>
    private static bool TryDecompress(HttpContext context, StringValues encoding)
    {
        if (context.RequestServices.GetRequiredService<IRequestDecompressionProvider>().GetDecompressionStream(context) is not { } stream)
            return false;
        context.Request.Body = stream;
        // The provider removes the header, but the journal records it.
        context.Request.Headers.ContentEncoding = encoding;
        return true;
    }

    private GraphError? StoreBody(HttpContext context, BodyParameter parameter, RequestBodyMetadata metadata, ReadOnlyMemory<byte> bytes)
    {
        if (parameter.JsonType is null)
        {
            context.Features.Set(new RequestBodyFeature(bytes, Json: null));
            return null;
        }

        JsonBodyReader.Read(context.Request, metadata, bytes, json.Value.SerializerOptions.GetTypeInfo(parameter.JsonType)).TryGetValue(out var value, out var error);
        // The journal records the bytes of an invalid body too.
        context.Features.Set(new RequestBodyFeature(bytes, value));
        return error;
    }

    /// <summary>Null when the body exceeds the limit; the rest is not read.</summary>
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

/// <summary>Request feature: the body.</summary>
/// <param name="Json">The deserialized body; null when the operation reads the raw bytes, or the body is invalid.</param>
internal sealed record RequestBodyFeature(ReadOnlyMemory<byte> Bytes, object? Json);

/// <summary>A handler's parameter: the body as bytes.</summary>
internal sealed record RawBody(ReadOnlyMemory<byte> Bytes) : IBindableFromHttpContext<RawBody>, IEndpointParameterMetadataProvider
{
    public static ValueTask<RawBody?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<RawBody?>(new RawBody(context.Features.Get<RequestBodyFeature>()!.Bytes));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new BodyParameter(JsonType: null));
}

/// <summary>A handler's parameter: the body as JSON. The request needs a JSON content type.</summary>
internal sealed record JsonBody<T>(T Value) : IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    public static ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<JsonBody<T>?>(new JsonBody<T>((T)context.Features.Get<RequestBodyFeature>()!.Json!));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new BodyParameter(typeof(T)));
}
