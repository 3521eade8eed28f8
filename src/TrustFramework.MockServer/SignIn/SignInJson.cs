using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.SignIn.Discovery;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Grants;
using TrustFramework.MockServer.SignIn.Tokens;

namespace TrustFramework.MockServer.SignIn;

/// <summary>The JSON of the endpoints of policies. Property names are snake case; null properties are omitted.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PolicyErrorResource))]
[JsonSerializable(typeof(PolicyMetadataResource))]
[JsonSerializable(typeof(PolicyKeySetResource))]
[JsonSerializable(typeof(PolicyTokenResource))]
[JsonSerializable(typeof(ClientInfo))]
[JsonSerializable(typeof(ProfileInfo))]
[JsonSerializable(typeof(Dictionary<string, PolicyRefreshToken>))]
internal sealed partial class SignInJson : JsonSerializerContext
{
    public static SignInJson Wire { get; } = new(new JsonSerializerOptions(GraphJson.CreateOptions())
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
