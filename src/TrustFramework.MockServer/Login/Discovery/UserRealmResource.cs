using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Login.Discovery;

/// <summary>The response of user realm discovery: conventions 5.3 [E].</summary>
internal sealed record UserRealmResource
{
    [JsonPropertyName("ver")]
    public string Version => "1.0";

    public string AccountType { get; } = "Managed";

    public required string DomainName { get; init; }

    public required string CloudInstanceName { get; init; }

    public string CloudAudienceUrn { get; } = "urn:federation:MicrosoftOnline";
}
