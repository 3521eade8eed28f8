using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Login;

/// <summary>conventions 5.2 [D]; msal-node reads all of it.</summary>
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

/// <summary>conventions 5.2 [D].</summary>
internal sealed record TokenResource
{
    [JsonPropertyName("token_type")]
    public string TokenType => "Bearer";

    [JsonPropertyName("scope")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Scope { get; init; }

    [JsonPropertyName("expires_in")]
    public required int ExpiresIn { get; init; }

    [JsonPropertyName("ext_expires_in")]
    public required int ExtExpiresIn { get; init; }

    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    [JsonPropertyName("refresh_token")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("id_token")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdToken { get; init; }

    [JsonPropertyName("client_info")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientInfo { get; init; }
}

/// <summary>The same of the version 1.0 endpoint, whose numbers are strings. [I]</summary>
internal sealed record TokenV1Resource
{
    [JsonPropertyName("token_type")]
    public string TokenType => "Bearer";

    [JsonPropertyName("scope")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Scope { get; init; }

    [JsonPropertyName("expires_in")]
    public required string ExpiresIn { get; init; }

    [JsonPropertyName("ext_expires_in")]
    public required string ExtExpiresIn { get; init; }

    [JsonPropertyName("expires_on")]
    public required string ExpiresOn { get; init; }

    [JsonPropertyName("not_before")]
    public required string NotBefore { get; init; }

    [JsonPropertyName("resource")]
    public required string Resource { get; init; }

    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    [JsonPropertyName("refresh_token")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("id_token")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdToken { get; init; }
}

/// <summary>The account as msal keys its cache by: conventions 5.2 [E].</summary>
internal sealed record ClientInfoResource
{
    [JsonPropertyName("uid")]
    public required string Uid { get; init; }

    [JsonPropertyName("utid")]
    public required string Utid { get; init; }
}

/// <summary>RFC 8628, with Entra's <c>message</c>: conventions 5.2 [D].</summary>
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

/// <summary>The version 1.0 endpoint's: another name for the address, and numbers as strings. [I]</summary>
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

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LoginErrorResource))]
[JsonSerializable(typeof(TokenResource))]
[JsonSerializable(typeof(TokenV1Resource))]
[JsonSerializable(typeof(ClientInfoResource))]
[JsonSerializable(typeof(DeviceCodeResource))]
[JsonSerializable(typeof(DeviceCodeV1Resource))]
[JsonSerializable(typeof(Discovery.OpenIdConfigurationResource))]
[JsonSerializable(typeof(Discovery.JsonWebKeySetResource))]
[JsonSerializable(typeof(Discovery.InstanceDiscoveryResource))]
[JsonSerializable(typeof(Discovery.UserRealmResource))]
internal sealed partial class LoginJson : JsonSerializerContext
{
    public static LoginJson Wire { get; } = new(GraphJson.CreateOptions());
}
