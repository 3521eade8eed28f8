using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Login.Errors;

/// <summary>The body of an error response: conventions 5.2 [D]. msal-node reads every member.</summary>
internal sealed record LoginErrorResource
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

    [JsonPropertyName("suberror")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Suberror { get; init; }
}
