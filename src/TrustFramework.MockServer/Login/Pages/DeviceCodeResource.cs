using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>The device authorization response of RFC 8628, with Entra's <c>message</c>: conventions 5.2 [D].</summary>
internal sealed record DeviceCodeResource
{
    [JsonPropertyName("user_code")]
    public required string UserCode { get; init; }

    [JsonPropertyName("device_code")]
    public required string DeviceCode { get; init; }

    [JsonPropertyName("verification_uri")]
    public required string VerificationUri { get; init; }

    [JsonPropertyName("expires_in")]
    public required int ExpiresIn { get; init; }

    [JsonPropertyName("interval")]
    public required int Interval { get; init; }

    [JsonPropertyName("message")]
    public required string Message { get; init; }
}

/// <summary>The device authorization response of the version 1.0 endpoint: the address has another name, and numbers are strings. [I]</summary>
internal sealed record DeviceCodeV1Resource
{
    [JsonPropertyName("user_code")]
    public required string UserCode { get; init; }

    [JsonPropertyName("device_code")]
    public required string DeviceCode { get; init; }

    [JsonPropertyName("verification_url")]
    public required string VerificationUrl { get; init; }

    [JsonPropertyName("expires_in")]
    public required string ExpiresIn { get; init; }

    [JsonPropertyName("interval")]
    public required string Interval { get; init; }

    [JsonPropertyName("message")]
    public required string Message { get; init; }
}
