using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.KeySets;

/// <summary>The endpoints of the keys of a set as entities, <c>keys_v2</c>: graph-surface 6.</summary>
internal static class KeyEndpoints
{
    public static RouteGroupBuilder MapKeys(this IEndpointRouteBuilder routes)
    {
        // The permission registry lists only the write permission, even for GET: graph-surface 10 [C].
        var keys = routes.MapGroup($"{KeySetEndpoints.Root}/{{id:key}}/keys_v2")
            .WithTags("Keys")
            .RequirePermission(KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.AdministratorRoles));

        keys.MapGet("/", ListAsync).ProducesCollection(KeySetModel.KeyEntity).WithOperation(KeySetOperations.ListKeys);
        keys.MapGet("/$count", CountAsync).ProducesCount(KeySetModel.KeyEntity).WithOperation(KeySetOperations.CountKeys);
        keys.MapGet("/{kid:key}", GetAsync).ProducesEntity(KeySetModel.KeyEntity).WithOperation(KeySetOperations.GetKey);
        keys.MapPatch("/{kid:key}", PatchAsync).AcceptsJson("key").WithOperation(KeySetOperations.PatchKey);
        keys.MapDelete("/{kid:key}", DeleteAsync).WithOperation(KeySetOperations.DeleteKey);
        keys.MapNotEmulated(("PUT", "/{kid:key}"), "V5", "Put trustFrameworkKey_v2");
        return keys;
    }

    private static async Task<IResult> ListAsync(EntityKey id, Caller caller, CollectionQuery query) => GraphResults.Collection(
        (await caller.Tenant.KeySets.FindAsync(id.Value)).Map(set => query.CreatePage(CreateEntitySet(set), set.Keys)),
        KeySetJson.Wire,
        (key, _) => KeyResource.From(key));

    private static async Task<IResult> CountAsync(EntityKey id, Caller caller, CollectionQuery query) =>
        GraphResults.Count((await caller.Tenant.KeySets.FindAsync(id.Value)).Map(set => query.Count(CreateEntitySet(set), set.Keys)));

    private static async Task<IResult> GetAsync(EntityKey id, EntityKey kid, Caller caller) =>
        GraphResults.Json(await caller.Tenant.KeySets.FindKeyAsync(id.Value, kid.Value), KeySetJson.Wire, (key, context) =>
            KeyResource.From(key) with { Context = context.ForEntity(GetContext(id.Value)) });

    private static async Task<IResult> PatchAsync(
        EntityKey id, EntityKey kid, JsonBody<KeyPatchRequest> body, Caller caller, ODataTypeValidator types)
    {
        if (types.Validate(body.Value) is { } error)
            return GraphResults.Error(error);
        return GraphResults.NoContent(body.Value.ReadStatus() switch
        {
            { Error: { } refusal } => refusal,
            { Value: { } status } => (await caller.Tenant.KeySets.SetStatusAsync(id.Value, kid.Value, status)).Map(_ => kid),
            _ => (await caller.Tenant.KeySets.FindKeyAsync(id.Value, kid.Value)).Map(_ => kid),
        });
    }

    private static async Task<IResult> DeleteAsync(EntityKey id, EntityKey kid, Caller caller) =>
        GraphResults.NoContent(await caller.Tenant.KeySets.DeleteKeyAsync(id.Value, kid.Value));

    private static EntitySet<Key> CreateEntitySet(KeySet set) => new(GetContext(set.Id), KeySetModel.KeyAccessor);

    /// <param name="id">The id of the key set.</param>
    public static string GetContext(string id) => $"trustFramework/keySets('{id}')/keys_v2";
}
