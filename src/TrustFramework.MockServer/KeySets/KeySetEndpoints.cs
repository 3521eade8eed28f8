using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Addressing;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.KeySets;

/// <summary>Policy keys, a set at a time: graph-surface 5.</summary>
internal static class KeySetEndpoints
{
    private const string Context = "trustFramework/keySets";
    private const string KeyContext = "microsoft.graph.trustFrameworkKey";

    public static RouteGroupBuilder MapKeySets(this IEndpointRouteBuilder routes)
    {
        var sets = routes.MapGroup(GraphRoutes.Version + "/trustFramework/keySets").WithTags("Key sets");
        var reading = sets.MapGroup("")
            .Needs(KeySetPermissions.Read, KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.Readers));
        var writing = sets.MapGroup("")
            .Needs(KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.Administrators));

        reading.MapGet("/", List).Is(KeySetOperations.List);
        reading.MapGet("/$count", Count).Is(KeySetOperations.Count);
        reading.MapGet("/{id:key}", Get).Is(KeySetOperations.Get);
        writing.MapPost("/", Create).ReadsJson(() => KeySetJson.Wire.NewKeySetRequest, "keySet").Is(KeySetOperations.Create);
        writing.MapDelete("/{id:key}", Delete).Is(KeySetOperations.Delete);
        writing.MapPost("/{id:key}/generateKey", GenerateKey)
            .ReadsJson(() => KeySetJson.Wire.GenerateKeyRequest, "parameters")
            .Is(KeySetOperations.GenerateKey);
        writing.MapPost("/{id:key}/uploadSecret", UploadSecret)
            .ReadsJson(() => KeySetJson.Wire.UploadSecretRequest, "parameters")
            .Is(KeySetOperations.UploadSecret);

        writing.MapNotEmulated(("PUT", "/{id:key}"), "K4", "Update trustFrameworkKeySet");
        writing.MapNotEmulated(("PATCH", "/{id:key}"), "K4b", "Update trustFrameworkKeySet by PATCH");
        writing.MapNotEmulated(("POST", "/{id:key}/uploadCertificate"), "K8", "trustFrameworkKeySet: uploadCertificate");
        writing.MapNotEmulated(("POST", "/{id:key}/uploadPkcs12"), "K9", "trustFrameworkKeySet: uploadPkcs12");
        reading.MapNotEmulated(("GET", "/{id:key}/getActiveKey"), "K10", "trustFrameworkKeySet: getActiveKey");
        return sets;
    }

    private static async Task<IResult> List(Caller caller) =>
        Answers.Json(
            Outcome.Of(await caller.Tenant.KeySets.ListAsync()),
            KeySetJson.Wire.KeySetListResource,
            (list, context) => new KeySetListResource
            {
                Context = context.For(Context),
                Value = [.. list.Select(KeySetResource.From)],
            });

    private static async Task<IResult> Count(Caller caller) => Answers.Count((await caller.Tenant.KeySets.ListAsync()).Count);

    private static async Task<IResult> Get(EntityKey id, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.FindAsync(id.Value), KeySetJson.Wire.KeySetResource, Entity);

    private static async Task<IResult> Create(JsonBody<NewKeySetRequest> body, Caller caller, ODataTypeCheck types)
    {
        if (types.Refuse(body.Value) is { } refused)
            return Answers.Refuse(refused);
        var created = body.Value.ReadOnlyMember() is { } readOnly
            ? readOnly
            : await caller.Tenant.KeySets.CreateAsync(body.Value.Id, body.Value.Drafts());
        return Answers.CreatedJson(created, set => $"/{Context}('{set.Id}')", KeySetJson.Wire.KeySetResource, Entity);
    }

    private static async Task<IResult> Delete(EntityKey id, Caller caller) =>
        Answers.Done(await caller.Tenant.KeySets.DeleteAsync(id.Value));

    private static async Task<IResult> GenerateKey(EntityKey id, JsonBody<GenerateKeyRequest> body, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.GenerateKeyAsync(id.Value, body.Value.Draft()), KeySetJson.Wire.KeyResource, NewKey);

    private static async Task<IResult> UploadSecret(EntityKey id, JsonBody<UploadSecretRequest> body, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.UploadSecretAsync(id.Value, body.Value.Draft()), KeySetJson.Wire.KeyResource, NewKey);

    private static KeySetResource Entity(KeySet set, ODataContext context) =>
        KeySetResource.From(set) with { Context = context.For($"{Context}/$entity") };

    /// <summary>The actions answer the new key alone, not the set: graph-surface 5 [D].</summary>
    private static KeyResource NewKey(Key key, ODataContext context) =>
        KeyResource.From(key) with { Context = context.For(KeyContext) };
}
