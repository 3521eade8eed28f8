using System.Text.Json.Nodes;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.DirectoryObjects.Users;

/// <summary>The users who sign in through policies, in both API versions. The users of the settings, who reach Graph, are not among them.</summary>
internal static class UserEndpoints
{
    public const string Context = "users";

    private const string KeyRoute = "/{id:key}";

    private static EntitySet<DirectoryUser> EntitySet { get; } = new(Context, UserModel.Accessor);

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        foreach (var version in new[] { GraphRoutes.BetaPrefix, GraphRoutes.V1Prefix })
        {
            var operations = new UserOperations(version);
            var users = routes.MapGroup($"{version}/{Context}").WithTags("Users");
            var reading = users.MapGroup("").RequireDirectoryPermission(
                PermissionNames.ReadUsers, PermissionNames.WriteUsers, PermissionNames.ReadDirectory, PermissionNames.WriteDirectory);
            var writing = users.MapGroup("").RequireDirectoryPermission(PermissionNames.WriteUsers, PermissionNames.WriteDirectory);

            reading.MapGet("/", ListAsync).ProducesCollection(UserModel.User).WithOperation(operations.List);
            reading.MapGet("/$count", CountAsync).ProducesCount(UserModel.User).WithOperation(operations.Count);
            reading.MapGet(KeyRoute, GetAsync).ProducesEntity(UserModel.User).WithOperation(operations.Get);
            writing.MapPost("/", CreateAsync).AcceptsDirectoryJson().ProducesValue(UserModel.User).WithOperation(operations.Create);
            writing.MapPatch(KeyRoute, UpdateAsync).AcceptsDirectoryJson().WithOperation(operations.Update);
            writing.MapDelete(KeyRoute, DeleteAsync).WithOperation(operations.Delete);
            writing.MapPost($"{KeyRoute}/revokeSignInSessions", RevokeSessionsAsync).WithOperation(operations.RevokeSessions);
        }
    }

    private static async Task<IResult> ListAsync(Caller caller, CollectionQuery query, Selection selection) => GraphResults.Collection(
        await query.CreatePageAsync(CreateSource(caller)), DirectoryJson.Wire, (user, context) => UserWriter.Write(user, selection, context));

    private static async Task<IResult> CountAsync(Caller caller, CollectionQuery query) => GraphResults.Count(await query.CountAsync(CreateSource(caller)));

    private static async Task<IResult> GetAsync(EntityKey id, Caller caller, Selection selection) => GraphResults.Json(
        await caller.Tenant.Users.FindAsync(id.Value), DirectoryJson.Wire, (user, context) => UserWriter.WriteEntity(user, selection, context));

    private static async Task<IResult> CreateAsync(JsonBody<UserRequest> body, Caller caller, UserReader reader)
    {
        var created = reader.Read(body.Value, isSeed: false).TryGetValue(out var changes, out var refusal) ? await caller.Tenant.Users.CreateAsync(changes) : refusal;
        return GraphResults.CreatedEntity(
            created, user => $"/{Context}('{user.Id}')", DirectoryJson.Wire, (user, context) => UserWriter.WriteEntity(user, Selection.All, context));
    }

    private static async Task<IResult> UpdateAsync(EntityKey id, JsonBody<UserRequest> body, Caller caller, UserReader reader) => GraphResults.NoContent(
        reader.Read(body.Value, isSeed: false).TryGetValue(out var changes, out var refusal) ? await caller.Tenant.Users.UpdateAsync(id.Value, changes) : refusal);

    private static async Task<IResult> DeleteAsync(EntityKey id, Caller caller) => GraphResults.NoContent(await caller.Tenant.Users.DeleteAsync(id.Value));

    private static async Task<IResult> RevokeSessionsAsync(EntityKey id, Caller caller) => GraphResults.Json(
        await caller.Tenant.Users.RevokeSessionsAsync(id.Value),
        DirectoryJson.Wire,
        (DirectoryUser _, ODataContext context) => new JsonObject { ["@odata.context"] = context.ForFragment("Edm.Boolean"), ["value"] = true });

    private static EntitySource<DirectoryUser> CreateSource(Caller caller) => new(
        EntitySet,
        caller.Tenant.Users.ListAsync,
        (after, maxCount) => caller.Tenant.Users.ListAsync(new KeyRange(after, maxCount)),
        caller.Tenant.Users.CountAsync);
}
