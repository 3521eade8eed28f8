using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Policies;

/// <summary>The endpoints of custom policies: graph-surface 4.</summary>
internal static class PolicyEndpoints
{
    /// <summary>The path prefix of all policy endpoints.</summary>
    public const string Root = $"{GraphRoutes.BetaPrefix}/{Context}";

    private const string Context = "trustFramework/policies";

    private static EntitySet<StoredPolicy> EntitySet { get; } = new(Context, PolicyModel.Accessor);

    public static RouteGroupBuilder MapPolicies(this IEndpointRouteBuilder routes)
    {
        var policies = routes.MapGroup(Root).WithTags("Policies").WithMetadata(new MissingKeyHint(
            "The path contains no policy id. A tool that reads the id from the file found no PolicyId=\"…\" in it. "
            + "Check the attribute PolicyId of the root element: its letter case, double quotation marks, and the encoding of the file."));
        var reading = policies.MapGroup("")
            .RequirePermission(PolicyPermissions.Read, PolicyPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(PolicyPermissions.ReaderRoles));
        var writing = policies.MapGroup("")
            .RequirePermission(PolicyPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(PolicyPermissions.AdministratorRoles));

        reading.MapGet("/", ListAsync).ProducesCollection(PolicyModel.Policy).WithOperation(PolicyOperations.List);
        reading.MapGet("/$count", CountAsync).ProducesCount(PolicyModel.Policy).WithOperation(PolicyOperations.Count);
        reading.MapGet("/{id:key}", GetAsync).ProducesEntity(PolicyModel.Policy).WithOperation(PolicyOperations.Get);
        reading.MapGet("/{id:key}/$value", GetContentAsync).WithOperation(PolicyOperations.GetContent);
        writing.MapPost("/", CreateAsync).WithOperation(PolicyOperations.Create);
        writing.MapPut("/{id:key}/$value", PutAsync).WithOperation(PolicyOperations.Put);
        writing.MapPut("/{id:key}", PutEntity).WithOperation(PolicyOperations.PutEntity);
        writing.MapDelete("/{id:key}", DeleteAsync).WithOperation(PolicyOperations.Delete);
        writing.MapDelete("/{id:key}/$value", DeleteAsync).WithOperation(PolicyOperations.DeleteContent);
        return policies;
    }

    private static async Task<IResult> ListAsync(Caller caller, CollectionQuery query) => GraphResults.Collection(
        await query.CreatePageAsync(CreateSource(caller)), PolicyJson.Wire, (policy, _) => PolicyResource.From(policy));

    private static async Task<IResult> CountAsync(Caller caller, CollectionQuery query) => GraphResults.Count(await query.CountAsync(CreateSource(caller)));

    private static async Task<IResult> GetAsync(EntityKey id, Caller caller) =>
        GraphResults.Json(await caller.Tenant.Policies.FindAsync(id.Value), PolicyJson.Wire, (policy, context) =>
            PolicyResource.From(policy) with { Context = context.ForEntity(Context) });

    private static async Task<IResult> GetContentAsync(EntityKey id, Caller caller) =>
        GraphResults.Xml(await caller.Tenant.Policies.FindAsync(id.Value), policy => policy.Content);

    private static async Task<IResult> CreateAsync(RawBody body, Caller caller) =>
        CreateUploadResult(await caller.Tenant.Policies.CreateAsync(body.Bytes));

    private static async Task<IResult> PutAsync(EntityKey id, RawBody body, Caller caller) =>
        CreateUploadResult(await caller.Tenant.Policies.PutAsync(id.Value, body.Bytes));

    private static IResult CreateUploadResult(Result<PolicyUpload, Refusal> result) => GraphResults.Xml(
        result,
        upload => upload.After.Content,
        upload => upload.Before is null ? GetLocation(upload.After) : null,
        upload => upload.Warnings);

    private static IResult PutEntity(EntityKey id, Caller caller) => GraphResults.Error(GraphErrorCatalog.ValueRequired.CreateError() with
    {
        Hint = $"Send the request to …/{id:key}/$value.",
    });

    private static async Task<IResult> DeleteAsync(EntityKey id, Caller caller) =>
        GraphResults.NoContent(await caller.Tenant.Policies.DeleteAsync(id.Value));

    private static EntitySource<StoredPolicy> CreateSource(Caller caller) => new(
        EntitySet,
        caller.Tenant.Policies.ListAsync,
        (after, maxCount) => caller.Tenant.Policies.ListAsync(new KeyRange(after, maxCount)),
        caller.Tenant.Policies.CountAsync);

    /// <summary>Relative and with a trailing slash, as on the reference page: graph-surface P2 [D]. A valid id needs no encoding in a URL.</summary>
    private static string GetLocation(StoredPolicy policy) => $"/{Context}/{policy.Id}/";
}
