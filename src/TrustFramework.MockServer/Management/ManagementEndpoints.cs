using TrustFramework.MockServer.Graph;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Management;

/// <summary>The addresses of management.azure.com that <c>az login</c> requests (clients 1.3). There are no Azure subscriptions.</summary>
internal static class ManagementEndpoints
{
    public static IServiceCollection AddManagement(this IServiceCollection services) => services.AddSingleton<ManagementAuthenticator>();

    public static void MapManagement(this IEndpointRouteBuilder routes)
    {
        var manager = routes.MapGroup("").WithMetadata(new ServiceHostMetadata(MicrosoftService.ResourceManager)).ExcludeFromDescription();
        manager.MapGet("/subscriptions", ListSubscriptions)
            .WithMetadata(new NonGraphEndpointMetadata("in interception, at `management.azure.com`: an empty list, for `az login`", Provenance.Documented));
        manager.MapGet("/tenants", ListTenantsAsync)
            .WithMetadata(new NonGraphEndpointMetadata("in interception, at `management.azure.com`: the tenant of the token, for `az login`", Provenance.Documented));
    }

    private static IResult ListSubscriptions(ManagementCaller caller) => caller.Tenant.TryGetValue(out _, out var error)
        ? TypedResults.Json(new ManagementList<SubscriptionResource>([]), ManagementJson.Wire.ManagementListSubscriptionResource)
        : new ManagementErrorResult(error);

    private static async Task<IResult> ListTenantsAsync(ManagementCaller caller) => caller.Tenant.TryGetValue(out var tenant, out var error)
        ? TypedResults.Json(
            new ManagementList<ManagementTenantResource>([await ManagementTenantResource.CreateAsync(tenant)]), ManagementJson.Wire.ManagementListManagementTenantResource)
        : new ManagementErrorResult(error);
}
