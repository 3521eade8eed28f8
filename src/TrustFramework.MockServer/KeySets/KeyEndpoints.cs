using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Addressing;
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
            .Needs(KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.Administrators));

        keys.MapGet("/", List).Lists(KeySetModel.KeyEntity).Is(KeySetOperations.ListKeys);
        keys.MapGet("/$count", Count).Counts(KeySetModel.KeyEntity).Is(KeySetOperations.CountKeys);
        keys.MapGet("/{kid:key}", Get).Shows(KeySetModel.KeyEntity).Is(KeySetOperations.GetKey);
        keys.MapPatch("/{kid:key}", Patch).ReadsJson("key").Is(KeySetOperations.PatchKey);
        keys.MapDelete("/{kid:key}", Delete).Is(KeySetOperations.DeleteKey);
        keys.MapNotEmulated(("PUT", "/{kid:key}"), "V5", "Put trustFrameworkKey_v2");
        return keys;
    }

    private static async Task<IResult> List(EntityKey id, Caller caller, CollectionQuery query) => Answers.List(
        (await caller.Tenant.KeySets.FindAsync(id.Value)).Map(set => query.PageOf(Keys(set), set.Keys)),
        KeySetJson.Wire,
        (key, _) => KeyResource.From(key));

    private static async Task<IResult> Count(EntityKey id, Caller caller, CollectionQuery query) =>
        Answers.Count((await caller.Tenant.KeySets.FindAsync(id.Value)).Map(set => query.CountOf(Keys(set), set.Keys)));

    private static async Task<IResult> Get(EntityKey id, EntityKey kid, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.FindKeyAsync(id.Value, kid.Value), KeySetJson.Wire, (key, context) =>
            KeyResource.From(key) with { Context = context.ForEntity(Context(id.Value)) });

    private static async Task<IResult> Patch(
        EntityKey id, EntityKey kid, JsonBody<KeyPatchRequest> body, Caller caller, ODataTypeCheck types)
    {
        if (types.Refuse(body.Value) is { } unlike)
            return Answers.Refuse(unlike);
        var asked = body.Value.Read();
        return Answers.Done(asked switch
        {
            { Refusal: { } refused } => refused,
            { Value: { } status } => (await caller.Tenant.KeySets.SetStatusAsync(id.Value, kid.Value, status)).Map(_ => kid),
            _ => (await caller.Tenant.KeySets.FindKeyAsync(id.Value, kid.Value)).Map(_ => kid),
        });
    }

    private static async Task<IResult> Delete(EntityKey id, EntityKey kid, Caller caller) =>
        Answers.Done(await caller.Tenant.KeySets.DeleteKeyAsync(id.Value, kid.Value));

    private static EntitySet<Key> Keys(KeySet set) => new(Context(set.Id), KeySetModel.KeyShape);

    /// <param name="id">Of the key set.</param>
    public static string Context(string id) => $"trustFramework/keySets('{id}')/keys_v2";
}
