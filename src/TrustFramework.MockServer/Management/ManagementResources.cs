using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Management;

/// <summary>A list, complete on one page.</summary>
internal sealed record ManagementList<T>(IReadOnlyList<T> Value);

/// <summary>The type of the elements of the list of subscriptions, which is always empty.</summary>
internal sealed record SubscriptionResource;

/// <summary>A tenant as <c>GET /tenants</c> lists it.</summary>
internal sealed record ManagementTenantResource(string Id, string TenantId, string DisplayName, string DefaultDomain, IReadOnlyList<string> Domains)
{
    public string TenantCategory { get; } = "Home";

    public string TenantType { get; } = "AAD B2C";

    public static async ValueTask<ManagementTenantResource> CreateAsync(Tenant tenant)
    {
        var domain = await tenant.GetEffectiveDomainAsync();
        return new ManagementTenantResource($"/tenants/{tenant.Id}", tenant.Id.ToString(), domain.Split('.')[0], domain, [domain]);
    }
}

internal sealed record ManagementErrorResource(ManagementErrorDetail Error);

internal sealed record ManagementErrorDetail(string Code, string Message);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ManagementList<SubscriptionResource>))]
[JsonSerializable(typeof(ManagementList<ManagementTenantResource>))]
[JsonSerializable(typeof(ManagementErrorResource))]
internal sealed partial class ManagementJson : JsonSerializerContext
{
    public static ManagementJson Wire { get; } = new(GraphJson.CreateOptions());
}
