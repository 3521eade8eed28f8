using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrustFramework.Engine.Tracing;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>The JSON of a snapshot. Reading is strict: unknown members and values are errors.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(SandboxSnapshot))]
[JsonSerializable(typeof(ClockSnapshot))]
[JsonSerializable(typeof(FaultRuleSnapshot[]))]
[JsonSerializable(typeof(PolicySnapshot[]))]
[JsonSerializable(typeof(KeySetSnapshot[]))]
[JsonSerializable(typeof(UserSnapshot[]))]
[JsonSerializable(typeof(ApplicationSnapshot[]))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(SeedSnapshot))]
[JsonSerializable(typeof(AuthorizationCodeSnapshot[]))]
[JsonSerializable(typeof(DeviceCodeSnapshot[]))]
[JsonSerializable(typeof(PolicyCodeSnapshot[]))]
[JsonSerializable(typeof(SignInSessionSnapshot[]))]
[JsonSerializable(typeof(JourneySnapshot[]))]
[JsonSerializable(typeof(PreviousVersionSnapshot[]))]
internal sealed partial class SnapshotJson : JsonSerializerContext
{
    public static SnapshotJson Wire { get; } = new(NewOptions());

    private static JsonSerializerOptions NewOptions() => new(GraphJson.CreateOptions())
    {
        RespectNullableAnnotations = true,
        PropertyNameCaseInsensitive = false,
        Converters =
        {
            new JsonStringEnumConverter<LoginVersion>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<DeviceState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<TraceKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<RedirectUriType>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    };
}
