using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Discovery;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Pages;

namespace TrustFramework.MockServer.Login;

/// <summary>The JSON responses of the login service. Property names are snake case, as in OAuth 2.0 and OpenID Connect; null properties are omitted.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LoginErrorResource))]
[JsonSerializable(typeof(TokenResource))]
[JsonSerializable(typeof(TokenV1Resource))]
[JsonSerializable(typeof(ClientInfoResource))]
[JsonSerializable(typeof(DeviceCodeResource))]
[JsonSerializable(typeof(DeviceCodeV1Resource))]
[JsonSerializable(typeof(OpenIdConfigurationResource))]
[JsonSerializable(typeof(JsonWebKeySetResource))]
[JsonSerializable(typeof(InstanceDiscoveryResource))]
[JsonSerializable(typeof(UserRealmResource))]
internal sealed partial class LoginJson : JsonSerializerContext
{
    public static LoginJson Wire { get; } = new(new JsonSerializerOptions(GraphJson.CreateOptions())
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
