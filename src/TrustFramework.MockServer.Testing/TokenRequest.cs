using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing;

/// <summary>The token to issue. Without any member it is an application's token with all permissions that is valid for an hour; with <see cref="Policy"/> alone, an id token of the tenant's first user.</summary>
public sealed record TokenRequest
{
    /// <summary>Unset: delegated if a user, roles or a policy are given, otherwise an application's.</summary>
    public TokenKind? Kind { get; init; }

    /// <summary>The id of the policy that issues the token. Unset: a token of the login service.</summary>
    public string? Policy { get; init; }

    /// <summary>With a policy: the scope of an access token. Unset: an id token.</summary>
    public string? Scope { get; init; }

    /// <summary>With a policy: scheme, host and port in the issuer. Unset: those of <see cref="TestTenant.GetPolicyAuthority"/>.</summary>
    public string? Origin { get; init; }

    /// <summary>Any permission names; unset: all four of the API.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }

    public string? ClientId { get; init; }

    /// <summary>A user principal name. Without an at sign, the tenant's domain is added. With a policy: a sign-in name.</summary>
    public string? User { get; init; }

    /// <summary>Directory roles by name or template id; unset: those of the user.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Counted from the time of the tenant's clock.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The one defect of the token; everything else is valid.</summary>
    public TokenDefect? Wrong { get; init; }

    /// <summary>Claims to add or replace; a null value removes the claim.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, JsonNode?>? Claims { get; init; }
}

/// <summary>Whether the token is an application's or a user's.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TokenKind>))]
public enum TokenKind
{
    Application,
    Delegated,
}

/// <summary>The defects that a token can have.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TokenDefect>))]
public enum TokenDefect
{
    Expired,
    NotYetValid,

    /// <summary>For another API.</summary>
    Audience,
    Issuer,

    /// <summary>Of a tenant that cannot exist.</summary>
    Tenant,
    Signature,

    /// <summary>Signed with a key that is not published.</summary>
    Key,
    NoPermission,

    /// <summary>Of a personal Microsoft account.</summary>
    Personal,
}

/// <summary>An issued token.</summary>
public sealed record IssuedToken
{
    [JsonPropertyName("token_type")]
    public string TokenType { get; init; } = "Bearer";

    /// <summary>Seconds by the tenant's clock; negative for an expired token, null for one that never expires.</summary>
    [JsonPropertyName("expires_in")]
    public long? ExpiresIn { get; init; }

    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    public required JsonObject Claims { get; init; }

    /// <summary>Does not contain the token, so that it does not get into a log.</summary>
    public override string ToString() => nameof(IssuedToken);
}
