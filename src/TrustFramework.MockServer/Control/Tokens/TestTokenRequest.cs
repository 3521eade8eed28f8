using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>Whether the token is an application's or a user's.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TokenKind>))]
internal enum TokenKind
{
    Application,
    Delegated,
}

/// <summary>The requested token. The default is an application's token of the login service with all permissions, or with a policy an id token of a user.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TestTokenRequest
{
    public const string DefaultClientId = "test";

    public TokenKind? Kind { get; init; }

    /// <summary>The id of the policy that issues the token. The default is a token of the login service.</summary>
    public string? Policy { get; init; }

    /// <summary>With a policy: the scope of an access token, as in an authorization request. The default is an id token.</summary>
    public string? Scope { get; init; }

    /// <summary>With a policy: scheme, host and port in the issuer, such as <c>https://contoso.b2clogin.com</c>. The default is that of the request.</summary>
    public string? Origin { get; init; }

    /// <summary>Any names. The default is all permissions of the API.</summary>
    public IReadOnlyList<string?>? Permissions { get; init; }

    public string? ClientId { get; init; }

    /// <summary>
    /// A user principal name. A name without an at sign is completed with the tenant's domain. With a policy: a sign-in name; the default is the tenant's
    /// first user.
    /// </summary>
    public string? User { get; init; }

    /// <summary>Directory roles by name or template id. The default is the user's roles.</summary>
    public IReadOnlyList<string?>? Roles { get; init; }

    public string? Lifetime { get; init; }

    public TokenDefect? Wrong { get; init; }

    /// <summary>Claims to add or replace. Null removes a claim.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Claims { get; init; }

    [JsonIgnore]
    public bool IsForUser => Kind is { } kind ? kind == TokenKind.Delegated : Policy is not null || User is not null || Roles is not null || Wrong == TokenDefect.Personal;

    /// <summary>The origin in the form of issuers; null if there is none, or one that is not valid.</summary>
    public string? GetOrigin() => Origin is { } text && MockServerOptionsValidator.IsOrigin(text) ? new Uri(text).GetLeftPart(UriPartial.Authority) : null;
}

internal sealed record TestTokenResource
{
    [JsonPropertyName("token_type")]
    public string TokenType => "Bearer";

    /// <summary>Seconds by the tenant's clock. It is negative for an expired token and omitted for a token without an expiry.</summary>
    [JsonPropertyName("expires_in")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required long? ExpiresIn { get; init; }

    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    public required JsonObject Claims { get; init; }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TestTokenRequest))]
[JsonSerializable(typeof(TestTokenResource))]
internal sealed partial class TestTokenJson : JsonSerializerContext
{
    public static TestTokenJson Wire { get; } = new(GraphJson.CreateOptions());
}
