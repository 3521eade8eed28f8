using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>A domain on the wire. A tenant here has one, and it is as the one that a tenant is born with.</summary>
internal sealed record DomainResource
{
    public string AuthenticationType => "Managed";

    public string? AvailabilityStatus => null;

    /// <summary>The domain's name.</summary>
    public required string Id { get; init; }

    public bool IsAdminManaged => true;

    public bool IsDefault => true;

    public bool IsInitial => true;

    public bool IsRoot => true;

    public bool IsVerified => true;

    public IReadOnlyList<string> SupportedServices => ["Email", "OfficeCommunicationsOnline"];
}

internal sealed record DomainListResource
{
    [JsonPropertyName("@odata.context")]
    public required string Context { get; init; }

    public required IReadOnlyList<DomainResource> Value { get; init; }
}
