using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>The only writer of Graph's error envelope: conventions 1.1, graph-surface 8.1 [O].</summary>
internal static class ProblemWriter
{
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        var exchange = Exchange.Of(context);
        exchange.Problem = problem;
        var response = context.Response;
        response.StatusCode = problem.Entry.Status;
        if (problem.Challenges)
            response.Headers.WWWAuthenticate = Challenge(context.Request);

        var now = await context.RequestServices.GetRequiredService<TenantClocks>().NowAsync(exchange.Caller?.Tenant.Id ?? TenantId.Everyone);
        var body = new ErrorResource(new ErrorDetail(problem.Entry.Code, problem.Message, new InnerError
        {
            // Only the B2C backend adds one; a caller quotes it to support, and ours is found in the log by it.
            CorrelationId = problem.Entry.Layer == Layer.Backend ? exchange.RequestId : null,
            Date = now.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            RequestId = exchange.RequestId,
            ClientRequestId = exchange.ClientRequestId,
        }));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, GraphJson.Wire.ErrorResource);
        await AnswerWriter.WriteAsync(context, "application/json", bytes, saysLength: false);
    }

    /// <summary>conventions 1.4 [O]; the authorization endpoint is our own.</summary>
    private static string Challenge(HttpRequest request) =>
        $"Bearer realm=\"\", authorization_uri=\"{LoginOrigin.Of(request)}/common/oauth2/authorize\", "
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
