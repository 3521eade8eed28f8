using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Login.Discovery;

/// <summary>The response of instance discovery: conventions 5.3 [E].</summary>
internal sealed record InstanceDiscoveryResource
{
    public required string TenantDiscoveryEndpoint { get; init; }

    [JsonPropertyName("api-version")]
    public string ApiVersion => "1.1";

    public required IReadOnlyList<InstanceAliasesResource> Metadata { get; init; }
}

/// <summary>The names of one login service.</summary>
internal sealed record InstanceAliasesResource
{
    public required string PreferredNetwork { get; init; }

    public required string PreferredCache { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }
}
