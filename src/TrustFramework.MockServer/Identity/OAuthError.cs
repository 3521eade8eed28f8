using System.Globalization;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity;

/// <summary>A refusal of the token endpoint.</summary>
/// <param name="Status">400, or 401 for <c>invalid_client</c>.</param>
/// <param name="Error">OAuth's word.</param>
/// <param name="Code">The AADSTS number.</param>
/// <param name="Text">What follows the number.</param>
internal sealed record OAuthError(int Status, string Error, int Code, string Text) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var random = services.GetRequiredService<IRandomSource>();
        var timestamp = services.GetRequiredService<TimeProvider>().GetUtcNow().ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture);
        var (trace, correlation) = (random.NewId().ToString("D"), random.NewId().ToString("D"));
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(
            new OAuthErrorResource
            {
                Error = Error,
                ErrorDescription = $"AADSTS{Code}: {Text} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {timestamp}",
                ErrorCodes = [Code],
                Timestamp = timestamp,
                TraceId = trace,
                CorrelationId = correlation,
                ErrorUri = $"{Origin.Of(httpContext.Request)}/error?code={Code}",
            },
            IdentityJson.Wire.OAuthErrorResource,
            "application/json; charset=utf-8",
            httpContext.RequestAborted);
    }
}

/// <summary>conventions 5.2 [D]; msal-node reads all of it.</summary>
internal sealed record OAuthErrorResource
{
    [JsonPropertyName("error")]
    public required string Error { get; init; }

    [JsonPropertyName("error_description")]
    public required string ErrorDescription { get; init; }

    [JsonPropertyName("error_codes")]
    public required IReadOnlyList<int> ErrorCodes { get; init; }

    [JsonPropertyName("timestamp")]
    public required string Timestamp { get; init; }

    [JsonPropertyName("trace_id")]
    public required string TraceId { get; init; }

    [JsonPropertyName("correlation_id")]
    public required string CorrelationId { get; init; }

    [JsonPropertyName("error_uri")]
    public required string ErrorUri { get; init; }
}

/// <summary>conventions 5.2 [D].</summary>
internal sealed record TokenResource
{
    [JsonPropertyName("token_type")]
    public string TokenType => "Bearer";

    [JsonPropertyName("expires_in")]
    public required int ExpiresIn { get; init; }

    [JsonPropertyName("ext_expires_in")]
    public required int ExtExpiresIn { get; init; }

    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }
}

[JsonSerializable(typeof(OAuthErrorResource))]
[JsonSerializable(typeof(TokenResource))]
internal sealed partial class IdentityJson : JsonSerializerContext
{
    public static IdentityJson Wire { get; } = new(GraphJson.NewOptions());
}
