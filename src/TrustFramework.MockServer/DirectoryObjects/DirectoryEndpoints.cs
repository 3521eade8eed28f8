using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Addressing;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>
/// What tools read on their way to the policies: who the tenant is, what it is called, which applications it has and who is
/// asking (clients 1.3). Read-only, and under both versions. Graph asks for permissions of the directory that the pipelines of
/// custom policies often lack, so that every caller may read these. [I]
/// </summary>
internal static class DirectoryEndpoints
{
    public static void MapDirectoryObjects(this IEndpointRouteBuilder routes)
    {
        foreach (var version in new[] { GraphRoutes.Version, GraphRoutes.Released })
        {
            var operations = new DirectoryOperations(version);
            var directory = routes.MapGroup(version).WithTags("Directory");
            directory.MapGet("/organization", ListOrganizations).Is(operations.ListOrganizations);
            directory.MapGet("/organization/{id:key}", GetOrganization).Is(operations.GetOrganization);
            directory.MapGet("/domains", ListDomains).Is(operations.ListDomains);
            directory.MapGet("/applications", ListApplications)
                .Filters(new FilterRule { Equal = ["displayName", "appId"], StartsWith = ["displayName"] })
                .Is(operations.ListApplications);
            directory.MapGet("/me", GetMe).Is(operations.GetMe);
        }
    }

    private static async Task<IResult> ListOrganizations(Caller caller) =>
        Answers.Json(
            Outcome.Of(await OrganizationResource.OfAsync(caller.Tenant)),
            DirectoryJson.Wire.OrganizationListResource,
            (organization, context) => new OrganizationListResource { Context = context.For("organization"), Value = [organization] });

    private static async Task<IResult> GetOrganization(EntityKey id, Caller caller) =>
        Guid.TryParse(id.Value, out var asked) && asked == caller.Tenant.Id.Value
            ? Answers.Json(
                Outcome.Of(await OrganizationResource.OfAsync(caller.Tenant)),
                DirectoryJson.Wire.OrganizationResource,
                (organization, context) => organization with { Context = context.For("organization/$entity") })
            : Answers.Refuse(Catalogue.DirectoryObjectNotFound.With(id.Value));

    private static async Task<IResult> ListDomains(Caller caller) =>
        Answers.Json(
            Outcome.Of(await caller.Tenant.NameAsync()),
            DirectoryJson.Wire.DomainListResource,
            (domain, context) => new DomainListResource { Context = context.For("domains"), Value = [new DomainResource { Id = domain }] });

    private static async Task<IResult> ListApplications(Caller caller, Filter filter, TenantApplications applications)
    {
        var domain = await caller.Tenant.NameAsync();
        return Answers.Json(
            Outcome.Of(applications.Of(caller.Tenant.Id).Where(application => filter.Admits(property => Property(application, property)))),
            DirectoryJson.Wire.ApplicationListResource,
            (found, context) => new ApplicationListResource
            {
                Context = context.For("applications"),
                Value = [.. found.Select(application => ApplicationResource.From(application, domain))],
            });
    }

    private static IResult GetMe(Caller caller) =>
        caller.Principal.User is { } user
            ? Answers.Json(
                Outcome.Of(user), DirectoryJson.Wire.UserResource, (me, context) => UserResource.From(me, caller.Tenant.Id) with
                {
                    Context = context.For("users/$entity"),
                })
            : Answers.Refuse(Catalogue.UserRequired.With());

    private static string Property(TenantApplication application, string name) => name == "appId" ? application.AppId : application.DisplayName;
}
