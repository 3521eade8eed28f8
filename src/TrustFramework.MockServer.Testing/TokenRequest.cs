using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing;

/// <summary>The token that is wanted. All of it may be left out: then it is an application's, good for everything and for an hour.</summary>
public sealed record TokenRequest
{
    /// <summary>Unset: delegated where a user or roles are named, else an application's.</summary>
    public TokenKind? Kind { get; init; }

    /// <summary>Any names; unset, all four of the API.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }

    public string? ClientId { get; init; }

    /// <summary>A user principal name; without an at sign, one in the tenant's domain.</summary>
    public string? User { get; init; }

    /// <summary>Directory roles by name or template id; unset, those that the user has.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Counted by the tenant's clock.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Wrong in this one way, and good in all others.</summary>
    public TokenDefect? Wrong { get; init; }

    /// <summary>Added, or put in the place of others; null takes one away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, JsonNode?>? Claims { get; init; }
}

/// <summary>Whose token it is.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TokenKind>))]
public enum TokenKind
{
    Application,
    Delegated,
}

/// <summary>What can be wrong with a token on purpose.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TokenDefect>))]
public enum TokenDefect
{
    Expired,
    NotYetValid,

    /// <summary>For another API.</summary>
    Audience,
    Issuer,

    /// <summary>Of a tenant that there cannot be.</summary>
    Tenant,
    Signature,
    NoPermission,

    /// <summary>Of a personal Microsoft account.</summary>
    Personal,
}

/// <summary>A token, ready to be sent.</summary>
public sealed record IssuedToken
{
    [JsonPropertyName("token_type")]
    public string TokenType { get; init; } = "Bearer";

    /// <summary>Seconds by the tenant's clock; below zero when it has expired, null when it never does.</summary>
    [JsonPropertyName("expires_in")]
    public long? ExpiresIn { get; init; }

    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    public required JsonObject Claims { get; init; }

    /// <summary>Does not show the token, which has no place in a log.</summary>
    public override string ToString() => nameof(IssuedToken);
}
