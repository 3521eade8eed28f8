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
    private const string SetType = "microsoft.graph.trustFrameworkKeySet";
    private const string KeyContext = "microsoft.graph.trustFrameworkKey";
    private const string Keys = "keys_v2";

    public static RouteGroupBuilder MapKeySets(this IEndpointRouteBuilder routes)
    {
        var sets = routes.MapGroup(GraphRoutes.Version + "/trustFramework/keySets").WithTags("Key sets");
        var reading = sets.MapGroup("")
            .Needs(KeySetPermissions.Read, KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.Readers));
        var writing = sets.MapGroup("")
            .Needs(KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.Administrators));

        reading.MapGet("/", List).Expands(SetType, Keys).Is(KeySetOperations.List);
        reading.MapGet("/$count", Count).Is(KeySetOperations.Count);
        reading.MapGet("/{id:key}", Get).Expands(SetType, Keys).Is(KeySetOperations.Get);
        reading.MapGet("/{id:key}/getActiveKey", GetActiveKey).Gives(KeySetModel.Key).Is(KeySetOperations.GetActiveKey);
        writing.MapPost("/", Create).ReadsJson(() => KeySetJson.Wire.KeySetRequest, "keySet").Gives(KeySetModel.KeySet).Is(KeySetOperations.Create);
        writing.MapPut("/{id:key}", Replace).ReadsJson(() => KeySetJson.Wire.KeySetRequest, "keySet").Gives(KeySetModel.KeySet).Is(KeySetOperations.Put);
        writing.MapPatch("/{id:key}", Replace).ReadsJson(() => KeySetJson.Wire.KeySetRequest, "keySet").Gives(KeySetModel.KeySet).Is(KeySetOperations.Patch);
        writing.MapDelete("/{id:key}", Delete).Is(KeySetOperations.Delete);
        writing.MapPost("/{id:key}/generateKey", GenerateKey)
            .ReadsJson(() => KeySetJson.Wire.GenerateKeyRequest, "parameters")
            .Gives(KeySetModel.Key).Is(KeySetOperations.GenerateKey);
        writing.MapPost("/{id:key}/uploadSecret", UploadSecret)
            .ReadsJson(() => KeySetJson.Wire.UploadSecretRequest, "parameters")
            .Gives(KeySetModel.Key).Is(KeySetOperations.UploadSecret);
        writing.MapPost("/{id:key}/uploadCertificate", UploadCertificate)
            .ReadsJson(() => KeySetJson.Wire.UploadCertificateRequest, "parameters")
            .Gives(KeySetModel.Key).Is(KeySetOperations.UploadCertificate);
        writing.MapPost("/{id:key}/uploadPkcs12", UploadPkcs12)
            .ReadsJson(() => KeySetJson.Wire.UploadPkcs12Request, "parameters")
            .Gives(KeySetModel.Key).Is(KeySetOperations.UploadPkcs12);
        return sets;
    }

    private static async Task<IResult> List(Caller caller, Expansion expansion) =>
        Answers.Json(
            Outcome.Of(await caller.Tenant.KeySets.ListAsync()),
            KeySetJson.Wire.KeySetListResource,
            (list, context) => new KeySetListResource
            {
                Context = context.For(Context),
                Value = [.. list.Select(set => KeySetResource.From(set, Expanded(set, expansion, context)))],
            });

    private static async Task<IResult> Count(Caller caller) => Answers.Count((await caller.Tenant.KeySets.ListAsync()).Count);

    private static async Task<IResult> Get(EntityKey id, Caller caller, Expansion expansion) =>
        Answers.Json(await caller.Tenant.KeySets.FindAsync(id.Value), KeySetJson.Wire.KeySetResource, (set, context) =>
            Entity(set, context, Expanded(set, expansion, context)));

    private static async Task<IResult> GetActiveKey(EntityKey id, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.FindActiveKeyAsync(id.Value), KeySetJson.Wire.KeyResource, KeyAlone);

    private static async Task<IResult> Create(JsonBody<KeySetRequest> body, Caller caller, ODataTypeCheck types)
    {
        if (types.Refuse(body.Value) is { } refused)
            return Answers.Refuse(refused);
        var created = body.Value.ReadOnlyMember() is { } readOnly
            ? readOnly
            : await caller.Tenant.KeySets.CreateAsync(body.Value.Id, body.Value.Drafts() ?? []);
        return Answers.CreatedJson(
            created, set => $"/{Context}('{set.Id}')", KeySetJson.Wire.KeySetResource, (set, context) => Entity(set, context));
    }

    private static async Task<IResult> Replace(EntityKey id, JsonBody<KeySetRequest> body, Caller caller, ODataTypeCheck types)
    {
        if (types.Refuse(body.Value) is { } refused)
            return Answers.Refuse(refused);
        var replaced = body.Value.ReadOnlyMember(id.Value) is { } readOnly
            ? readOnly
            : await caller.Tenant.KeySets.ReplaceAsync(id.Value, body.Value.Drafts());
        return Answers.Json(replaced, KeySetJson.Wire.KeySetResource, (set, context) => Entity(set, context));
    }

    private static async Task<IResult> Delete(EntityKey id, Caller caller) =>
        Answers.Done(await caller.Tenant.KeySets.DeleteAsync(id.Value));

    private static async Task<IResult> GenerateKey(EntityKey id, JsonBody<GenerateKeyRequest> body, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.GenerateKeyAsync(id.Value, body.Value.Draft()), KeySetJson.Wire.KeyResource, KeyAlone);

    private static async Task<IResult> UploadSecret(EntityKey id, JsonBody<UploadSecretRequest> body, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.UploadSecretAsync(id.Value, body.Value.Draft()), KeySetJson.Wire.KeyResource, KeyAlone);

    private static async Task<IResult> UploadCertificate(EntityKey id, JsonBody<UploadCertificateRequest> body, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.UploadCertificateAsync(id.Value, body.Value.Key), KeySetJson.Wire.KeyResource, KeyAlone);

    private static async Task<IResult> UploadPkcs12(EntityKey id, JsonBody<UploadPkcs12Request> body, Caller caller) =>
        Answers.Json(
            await caller.Tenant.KeySets.UploadPkcs12Async(id.Value, body.Value.Key, body.Value.Password), KeySetJson.Wire.KeyResource, KeyAlone);

    private static KeySetResource Entity(KeySet set, ODataContext context, string? expandedContext = null) =>
        KeySetResource.From(set, expandedContext) with { Context = context.For($"{Context}/$entity") };

    /// <summary>Null unless the caller wants to see the keys as entities.</summary>
    private static string? Expanded(KeySet set, Expansion expansion, ODataContext context) =>
        expansion.Has(Keys) ? context.For(KeyEndpoints.Context(set.Id)) : null;

    /// <summary>The function and the actions answer a key, not the set: graph-surface 5 [D].</summary>
    private static KeyResource KeyAlone(Key key, ODataContext context) =>
        KeyResource.From(key) with { Context = context.For(KeyContext) };
}
