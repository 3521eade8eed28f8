using System.Text.Json.Serialization;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>The JSON of an organization, which represents the tenant. Limited to the properties that are meaningful for an emulated tenant.</summary>
internal sealed record OrganizationResource
{
    [JsonPropertyName("@odata.context")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Context { get; init; }

    /// <summary>The tenant's id.</summary>
    public required string Id { get; init; }

    /// <summary>The first part of the domain. [I]</summary>
    public required string DisplayName { get; init; }

    /// <summary>The documented value for B2C. [D]</summary>
    public string TenantType { get; init; } = "AAD B2C";

    public required IReadOnlyList<VerifiedDomainResource> VerifiedDomains { get; init; }

    public static async ValueTask<OrganizationResource> FromAsync(Tenant tenant)
    {
        var domain = await tenant.GetEffectiveDomainAsync();
        return new OrganizationResource
        {
            Id = tenant.Id.ToString(),
            DisplayName = domain.Split('.')[0],
            VerifiedDomains = [new VerifiedDomainResource { Name = domain }],
        };
    }
}

/// <summary>Tools use the initial domain as the tenant's name. An emulated tenant has no other domain.</summary>
internal sealed record VerifiedDomainResource
{
    public string Capabilities { get; init; } = "Email, OfficeCommunicationsOnline";

    public bool IsDefault { get; init; } = true;

    public bool IsInitial { get; init; } = true;

    public required string Name { get; init; }

    public string Type { get; init; } = "Managed";
}
