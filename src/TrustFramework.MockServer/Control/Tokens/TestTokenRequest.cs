using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>Whose token it is.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TokenKind>))]
internal enum TokenKind
{
    Application,
    Delegated,
}

/// <summary>The token that is wanted. All of it may be left out: then it is an application's, good for everything.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TestTokenRequest
{
    public TokenKind? Kind { get; init; }

    /// <summary>Any names; none given means all four of the API.</summary>
    public IReadOnlyList<string?>? Permissions { get; init; }

    public string? ClientId { get; init; }

    /// <summary>A user principal name; without an at sign, one in the tenant's domain.</summary>
    public string? User { get; init; }

    /// <summary>Directory roles by name or template id; none given means those that the user has.</summary>
    public IReadOnlyList<string?>? Roles { get; init; }

    public string? Lifetime { get; init; }

    public TokenDefect? Wrong { get; init; }

    /// <summary>Added, or put in the place of others; null takes one away.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Claims { get; init; }
}

internal sealed record TestTokenResource
{
    [JsonPropertyName("token_type")]
    public string TokenType => "Bearer";

    /// <summary>By the tenant's clock; negative for a token that has expired, left out for one that never does.</summary>
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
