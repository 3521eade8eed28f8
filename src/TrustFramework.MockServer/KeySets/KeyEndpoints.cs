using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.KeySets;

/// <summary>The keys of a set as entities of their own, <c>keys_v2</c>: graph-surface 6.</summary>
internal static class KeyEndpoints
{
    public static RouteGroupBuilder MapKeys(this IEndpointRouteBuilder routes)
    {
        // The permission registry lists the writing permission alone, for GET too: graph-surface 10 [C].
        var keys = routes.MapGroup($"{KeySetEndpoints.Root}/{{id:key}}/keys_v2")
            .WithTags("Keys")
            .RequirePermission(KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.Administrators));

        keys.MapGet("/", List).ProducesCollection(KeySetModel.KeyEntity).WithOperation(KeySetOperations.ListKeys);
        keys.MapGet("/$count", Count).ProducesCount(KeySetModel.KeyEntity).WithOperation(KeySetOperations.CountKeys);
        keys.MapGet("/{kid:key}", Get).ProducesEntity(KeySetModel.KeyEntity).WithOperation(KeySetOperations.GetKey);
        keys.MapPatch("/{kid:key}", Patch).AcceptsJson("key").WithOperation(KeySetOperations.PatchKey);
        keys.MapDelete("/{kid:key}", Delete).WithOperation(KeySetOperations.DeleteKey);
        keys.MapNotEmulated(("PUT", "/{kid:key}"), "V5", "Put trustFrameworkKey_v2");
        return keys;
    }

    private static async Task<IResult> List(EntityKey id, Caller caller, CollectionQuery query) => GraphResults.Collection(
        (await caller.Tenant.KeySets.FindAsync(id.Value)).Map(set => query.CreatePage(Keys(set), set.Keys)),
        KeySetJson.Wire,
        (key, _) => KeyResource.From(key));

    private static async Task<IResult> Count(EntityKey id, Caller caller, CollectionQuery query) =>
        GraphResults.Count((await caller.Tenant.KeySets.FindAsync(id.Value)).Map(set => query.Count(Keys(set), set.Keys)));

    private static async Task<IResult> Get(EntityKey id, EntityKey kid, Caller caller) =>
        GraphResults.Json(await caller.Tenant.KeySets.FindKeyAsync(id.Value, kid.Value), KeySetJson.Wire, (key, context) =>
            KeyResource.From(key) with { Context = context.ForEntity(Context(id.Value)) });

    private static async Task<IResult> Patch(
        EntityKey id, EntityKey kid, JsonBody<KeyPatchRequest> body, Caller caller, ODataTypeCheck types)
    {
        if (types.Refuse(body.Value) is { } unlike)
            return GraphResults.Error(unlike);
        var asked = body.Value.Read();
        return GraphResults.NoContent(asked switch
        {
            { Refusal: { } refused } => refused,
            { Value: { } status } => (await caller.Tenant.KeySets.SetStatusAsync(id.Value, kid.Value, status)).Map(_ => kid),
            _ => (await caller.Tenant.KeySets.FindKeyAsync(id.Value, kid.Value)).Map(_ => kid),
        });
    }

    private static async Task<IResult> Delete(EntityKey id, EntityKey kid, Caller caller) =>
        GraphResults.NoContent(await caller.Tenant.KeySets.DeleteKeyAsync(id.Value, kid.Value));

    private static EntitySet<Key> Keys(KeySet set) => new(Context(set.Id), KeySetModel.KeyShape);

    /// <param name="id">Of the key set.</param>
    public static string Context(string id) => $"trustFramework/keySets('{id}')/keys_v2";
}
