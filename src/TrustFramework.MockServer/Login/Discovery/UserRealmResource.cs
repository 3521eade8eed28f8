using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Login.Discovery;

/// <summary>The response of user realm discovery: conventions 5.3 [E].</summary>
internal sealed record UserRealmResource
{
    [JsonPropertyName("ver")]
    public string Version => "1.0";

    [JsonPropertyName("account_type")]
    public string AccountType => "Managed";

    [JsonPropertyName("domain_name")]
    public required string DomainName { get; init; }

    [JsonPropertyName("cloud_instance_name")]
    public required string CloudInstanceName { get; init; }

    [JsonPropertyName("cloud_audience_urn")]
    public string CloudAudienceUrn => "urn:federation:MicrosoftOnline";
}
