using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>The token response of the version 2.0 endpoint: conventions 5.2 [D].</summary>
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

/// <summary>The token response of the version 1.0 endpoint, whose numbers are strings. [I]</summary>
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

/// <summary>The account, by which MSAL keys its cache: conventions 5.2 [E].</summary>
internal sealed record ClientInfoResource
{
    [JsonPropertyName("uid")]
    public required string Uid { get; init; }

    [JsonPropertyName("utid")]
    public required string Utid { get; init; }
}
