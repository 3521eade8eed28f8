namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>The JSON of a domain. An emulated tenant has one domain, with the values of a new tenant's initial domain.</summary>
internal sealed record DomainResource
{
    public string AuthenticationType { get; init; } = "Managed";

    public string? AvailabilityStatus { get; init; }

    /// <summary>The domain's name.</summary>
    public required string Id { get; init; }

    public bool IsAdminManaged { get; init; } = true;

    public bool IsDefault { get; init; } = true;

    public bool IsInitial { get; init; } = true;

    public bool IsRoot { get; init; } = true;

    public bool IsVerified { get; init; } = true;

    public IReadOnlyList<string> SupportedServices { get; init; } = ["Email", "OfficeCommunicationsOnline"];
}
