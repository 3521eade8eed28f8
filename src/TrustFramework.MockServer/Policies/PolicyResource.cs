using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants.Policies;

namespace TrustFramework.MockServer.Policies;

/// <summary>The JSON of a trustFrameworkPolicy: only its id (graph-surface 2.3 [D][C]).</summary>
internal sealed record PolicyResource
{
    /// <summary>Present in a single resource, absent from the items of a list.</summary>
    [JsonPropertyName("@odata.context")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Context { get; init; }

    public required string Id { get; init; }

    public static PolicyResource From(StoredPolicy policy) => new() { Id = policy.Id };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PolicyResource))]
[JsonSerializable(typeof(CollectionResource<PolicyResource>))]
internal sealed partial class PolicyJson : JsonSerializerContext
{
    public static PolicyJson Wire { get; } = new(GraphJson.CreateOptions());
}
