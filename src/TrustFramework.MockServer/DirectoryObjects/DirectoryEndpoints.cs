using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Routing;

namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>
/// The directory objects that tools read before they upload policies: the tenant, its domain and the signed-in user
/// (clients 1.3). Read-only, in both API versions. Graph requires directory permissions that pipelines for custom policies often lack, so every
/// caller may read these objects here. [I]
/// </summary>
internal static class DirectoryEndpoints
{
    private static EntitySet<OrganizationResource> Organizations { get; } = new("organization", DirectoryModel.OrganizationAccessor);

    private static EntitySet<DomainResource> Domains { get; } = new("domains", DirectoryModel.DomainAccessor);

    public static void MapDirectoryObjects(this IEndpointRouteBuilder routes)
    {
        foreach (var version in new[] { GraphRoutes.BetaPrefix, GraphRoutes.V1Prefix })
        {
            var operations = new DirectoryOperations(version);
            var directory = routes.MapGroup(version).WithTags("Directory");
            directory.MapGet("/organization", ListOrganizationsAsync).ProducesCollection(DirectoryModel.Organization).WithOperation(operations.ListOrganizations);
            directory.MapGet("/organization/{id:key}", GetOrganizationAsync).ProducesEntity(DirectoryModel.Organization).WithOperation(operations.GetOrganization);
            directory.MapGet("/domains", ListDomainsAsync).ProducesCollection(DirectoryModel.Domain).WithOperation(operations.ListDomains);
            directory.MapGet("/me", GetMe).ProducesEntity(DirectoryModel.SignedInUser).WithOperation(operations.GetMe);
        }
    }

    private static async Task<IResult> ListOrganizationsAsync(Caller caller, CollectionQuery query) => GraphResults.Collection(
        query.CreatePage(Organizations, [await OrganizationResource.FromAsync(caller.Tenant)]),
        DirectoryJson.Wire,
        (organization, _) => organization);

    private static async Task<IResult> GetOrganizationAsync(EntityKey id, Caller caller) =>
        Guid.TryParse(id.Value, out var tenantId) && tenantId == caller.Tenant.Id.Value
            ? GraphResults.Json(
                await OrganizationResource.FromAsync(caller.Tenant),
                DirectoryJson.Wire,
                (organization, context) => organization with { Context = context.ForEntity(Organizations.Context) })
            : GraphResults.Error(GraphErrorCatalog.DirectoryObjectNotFound.CreateError(id.Value));

    private static async Task<IResult> ListDomainsAsync(Caller caller, CollectionQuery query) => GraphResults.Collection(
        query.CreatePage(Domains, [new DomainResource { Id = await caller.Tenant.GetEffectiveDomainAsync() }]),
        DirectoryJson.Wire,
        (domain, _) => domain);

    private static IResult GetMe(Caller caller) =>
        caller.Principal.User is { } user
            ? GraphResults.Json(
                user, DirectoryJson.Wire, (me, context) => UserResource.From(me, caller.Tenant.Id) with
                {
                    Context = context.ForEntity("users"),
                })
            : GraphResults.Error(GraphErrorCatalog.UserRequired.CreateError());
}
