using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.MockServer.Graph.Routing;

namespace TrustFramework.MockServer.DirectoryObjects.Applications;

/// <summary>The registered applications, and those that every tenant has, in both API versions. Reading requires no permission, because pipelines for policies lack it. [I]</summary>
internal static class ApplicationEndpoints
{
    private const string Context = "applications";
    private const string KeyRoute = "/{id:key}";

    private static EntitySet<ApplicationResource> EntitySet { get; } = new(Context, ApplicationModel.Accessor);

    public static void MapApplications(this IEndpointRouteBuilder routes)
    {
        foreach (var version in new[] { GraphRoutes.BetaPrefix, GraphRoutes.V1Prefix })
        {
            var operations = new ApplicationOperations(version);
            var applications = routes.MapGroup($"{version}/{Context}").WithTags("Applications");
            var writing = applications.MapGroup("").RequireDirectoryPermission(PermissionNames.WriteApplications, PermissionNames.WriteDirectory);

            applications.MapGet("/", ListAsync).ProducesCollection(ApplicationModel.Application).WithOperation(operations.List);
            applications.MapGet(KeyRoute, GetAsync).ProducesEntity(ApplicationModel.Application).WithOperation(operations.Get);
            writing.MapPost("/", CreateAsync).AcceptsDirectoryJson().ProducesValue(ApplicationModel.Application).WithOperation(operations.Create);
            writing.MapPatch(KeyRoute, UpdateAsync).AcceptsDirectoryJson().WithOperation(operations.Update);
            writing.MapDelete(KeyRoute, DeleteAsync).WithOperation(operations.Delete);
            writing.MapPost($"{KeyRoute}/addPassword", AddSecretAsync).AcceptsDirectoryJson().ProducesValue(ApplicationModel.PasswordCredential).WithOperation(operations.AddPassword);
            writing.MapPost($"{KeyRoute}/removePassword", RemoveSecretAsync).AcceptsDirectoryJson().WithOperation(operations.RemovePassword);
        }
    }

    private static async Task<IResult> ListAsync(Caller caller, CollectionQuery query, BuiltInApplications builtIn)
    {
        var domain = await caller.Tenant.GetEffectiveDomainAsync();
        var registered = await caller.Tenant.Applications.ListAsync();
        var others = builtIn.List(caller.Tenant.Id).ExceptBy(registered.Select(application => application.AppId), application => application.AppId, StringComparer.OrdinalIgnoreCase);
        var all = registered.Select(application => ApplicationResource.From(application, domain)).Concat(others.Select(application => ApplicationResource.From(application, domain)));
        return GraphResults.Collection(query.CreatePage(EntitySet, all), DirectoryJson.Wire, (application, _) => application);
    }

    private static async Task<IResult> GetAsync(EntityKey id, Caller caller, BuiltInApplications builtIn)
    {
        var domain = await caller.Tenant.GetEffectiveDomainAsync();
        var found = await caller.Tenant.Applications.FindAsync(id.Value);
        return found.Error is not null && builtIn.Find(caller.Tenant.Id, id.Value) is { } application
            ? GraphResults.Json(ApplicationResource.From(application, domain), DirectoryJson.Wire, WithContext)
            : GraphResults.Json(found.Map(registered => ApplicationResource.From(registered, domain)), DirectoryJson.Wire, WithContext);
    }

    private static async Task<IResult> CreateAsync(JsonBody<ApplicationRequest> body, Caller caller)
    {
        var created = body.Value.Check(isSeed: false) is { } refusal ? refusal : await caller.Tenant.Applications.CreateAsync(body.Value.Apply);
        var domain = await caller.Tenant.GetEffectiveDomainAsync();
        return GraphResults.CreatedEntity(
            created.Map(application => ApplicationResource.From(application, domain)), application => $"/{Context}('{application.Id}')", DirectoryJson.Wire, WithContext);
    }

    private static async Task<IResult> UpdateAsync(EntityKey id, JsonBody<ApplicationRequest> body, Caller caller, BuiltInApplications builtIn) =>
        RefuseBuiltIn(id, caller, builtIn)
        ?? GraphResults.NoContent(body.Value.Check(isSeed: false) is { } refusal ? refusal : await caller.Tenant.Applications.UpdateAsync(id.Value, body.Value.Apply));

    private static async Task<IResult> DeleteAsync(EntityKey id, Caller caller, BuiltInApplications builtIn) =>
        RefuseBuiltIn(id, caller, builtIn) ?? GraphResults.NoContent(await caller.Tenant.Applications.DeleteAsync(id.Value));

    private static async Task<IResult> AddSecretAsync(EntityKey id, JsonBody<AddPasswordRequest> body, Caller caller, BuiltInApplications builtIn)
    {
        if (RefuseBuiltIn(id, caller, builtIn) is { } refused)
            return refused;
        var secret = body.Value.PasswordCredential;
        var added = secret?.SecretText is not null
            ? new Tenants.Refusal.ValueReadOnly("secretText")
            : await caller.Tenant.Applications.AddSecretAsync(id.Value, secret?.DisplayName, secret?.StartDateTime, secret?.EndDateTime);
        return GraphResults.Json(added, DirectoryJson.Wire, (created, context) =>
            SecretResource.From(created.Secret, created.Text) with { Context = context.ForFragment(ApplicationModel.PasswordCredential.Name) });
    }

    private static async Task<IResult> RemoveSecretAsync(EntityKey id, JsonBody<RemovePasswordRequest> body, Caller caller) =>
        GraphResults.NoContent(await caller.Tenant.Applications.RemoveSecretAsync(id.Value, body.Value.KeyId ?? Guid.Empty));

    private static IResult? RefuseBuiltIn(EntityKey id, Caller caller, BuiltInApplications builtIn) => builtIn.Find(caller.Tenant.Id, id.Value) is { } application
        ? GraphResults.Error(DirectoryErrors.InsufficientPrivileges.CreateError() with { Hint = $"Every tenant has the application '{application.DisplayName}', and it cannot be changed." })
        : null;

    private static ApplicationResource WithContext(ApplicationResource application, ODataContext context) => application with { Context = context.ForEntity(Context) };
}
