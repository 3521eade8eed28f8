using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>The only writer of Graph's error envelope: conventions 1.1, graph-surface 8.1 [O].</summary>
internal static class GraphErrorWriter
{
    public static async Task WriteAsync(HttpContext context, GraphError problem)
    {
        var exchange = GraphRequestContext.Get(context);
        exchange.Error = problem;
        var response = context.Response;
        response.StatusCode = problem.Definition.Status;
        if (problem.RequiresChallenge)
            response.Headers.WWWAuthenticate = FormatChallenge(context.Request);

        var now = await context.RequestServices.GetRequiredService<TenantClocks>().GetUtcNowAsync(exchange.Caller?.Tenant.Id ?? TenantId.Global);
        var body = new ErrorResource(new ErrorDetail(problem.Definition.Code, problem.Message, new InnerError
        {
            // Only the B2C backend adds one; a caller quotes it to support, and ours is found in the log by it.
            CorrelationId = problem.Definition.Layer == ErrorLayer.Backend ? exchange.RequestId : null,
            Date = now.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            RequestId = exchange.RequestId,
            ClientRequestId = exchange.ClientRequestId,
        }));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, GraphJson.Wire.ErrorResource);
        await GraphResponseWriter.WriteAsync(context, "application/json", bytes, includeContentLength: false);
    }

    /// <summary>conventions 1.4 [O]; the authorization endpoint is our own.</summary>
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

    /// <summary>UTC to the second, without a zone suffix.</summary>
    public required string Date { get; init; }

    [JsonPropertyName("request-id")]
    public required string RequestId { get; init; }

    [JsonPropertyName("client-request-id")]
    public required string ClientRequestId { get; init; }
}
