using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Writes every error body: conventions 1.1, graph-surface 8.1 [O].</summary>
internal static class GraphErrorWriter
{
    public static async Task WriteAsync(HttpContext context, GraphError error)
    {
        var tenant = GraphRequestContext.Get(context).Caller?.Tenant.Id ?? TenantId.Global;
        await WriteAsync(context, error, await context.RequestServices.GetRequiredService<TenantClocks>().GetUtcNowAsync(tenant));
    }

    /// <param name="now">The time in the error.</param>
    public static Task WriteAsync(HttpContext context, GraphError error, DateTimeOffset now)
    {
        var requestContext = GraphRequestContext.Get(context);
        requestContext.Error = error;
        var response = context.Response;
        response.StatusCode = error.Definition.Status;
        if (error.RequiresChallenge)
            response.Headers.WWWAuthenticate = FormatChallenge(context.Request);

        var body = new ErrorResource(new ErrorDetail(error.Definition.Code, error.Message, new InnerError
        {
            // Only the B2C backend adds it. The request id makes it searchable in the log.
            CorrelationId = error.Definition.Layer == ErrorLayer.Backend ? requestContext.RequestId : null,
            Date = now.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            RequestId = requestContext.RequestId,
            ClientRequestId = requestContext.ClientRequestId,
        }));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, GraphJson.Wire.ErrorResource);
        return GraphResponseWriter.WriteAsync(context, "application/json", bytes, includeContentLength: false);
    }

    /// <summary>The service's challenge (conventions 1.4 [O]) with the server's own authorization endpoint.</summary>
    private static string FormatChallenge(HttpRequest request) =>
        $"Bearer realm=\"\", authorization_uri=\"{LoginOriginFeature.Get(request)}/common/oauth2/authorize\", "
        + "client_id=\"00000003-0000-0000-c000-000000000000\"";
}

internal sealed record ErrorResource(ErrorDetail Error);

internal sealed record ErrorDetail(string Code, string Message, InnerError InnerError);

internal sealed record InnerError
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CorrelationId { get; init; }

    /// <summary>UTC, to the second, without a zone suffix.</summary>
    public required string Date { get; init; }

    [JsonPropertyName("request-id")]
    public required string RequestId { get; init; }

    [JsonPropertyName("client-request-id")]
    public required string ClientRequestId { get; init; }
}
