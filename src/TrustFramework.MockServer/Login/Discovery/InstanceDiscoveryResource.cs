using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Login.Discovery;

/// <summary>The response of instance discovery: conventions 5.3 [E].</summary>
internal sealed record InstanceDiscoveryResource
{
    [JsonPropertyName("tenant_discovery_endpoint")]
    public required string TenantDiscoveryEndpoint { get; init; }

    [JsonPropertyName("api-version")]
    public string ApiVersion => "1.1";

    [JsonPropertyName("metadata")]
    public required IReadOnlyList<InstanceAliasesResource> Metadata { get; init; }
}

/// <summary>The names of one login service.</summary>
internal sealed record InstanceAliasesResource
{
    [JsonPropertyName("preferred_network")]
    public required string PreferredNetwork { get; init; }

    [JsonPropertyName("preferred_cache")]
    public required string PreferredCache { get; init; }

    [JsonPropertyName("aliases")]
    public required IReadOnlyList<string> Aliases { get; init; }
}
