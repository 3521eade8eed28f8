using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Addressing;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.KeySets;

/// <summary>Policy keys, a set at a time: graph-surface 5.</summary>
internal static class KeySetEndpoints
{
    /// <summary>Where all their addresses begin, and those of their keys.</summary>
    public const string Root = $"{GraphRoutes.Version}/{Context}";

    private const string Context = "trustFramework/keySets";
    private const string KeyContext = "microsoft.graph.trustFrameworkKey";
    private const string Keys = "keys_v2";

    private static EntitySet<KeySet> Set { get; } = new(Context, KeySetModel.SetShape);

    public static RouteGroupBuilder MapKeySets(this IEndpointRouteBuilder routes)
    {
        var sets = routes.MapGroup(Root).WithTags("Key sets");
        var reading = sets.MapGroup("")
            .Needs(KeySetPermissions.Read, KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.Readers));
        var writing = sets.MapGroup("")
            .Needs(KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.Administrators));

        reading.MapGet("/", List).Lists(KeySetModel.KeySet).Is(KeySetOperations.List);
        reading.MapGet("/$count", Count).Counts(KeySetModel.KeySet).Is(KeySetOperations.Count);
        reading.MapGet("/{id:key}", Get).Shows(KeySetModel.KeySet).Is(KeySetOperations.Get);
        reading.MapGet("/{id:key}/getActiveKey", GetActiveKey).Gives(KeySetModel.Key).Is(KeySetOperations.GetActiveKey);
        writing.MapPost("/", Create).ReadsJson("keySet").Gives(KeySetModel.KeySet).Is(KeySetOperations.Create);
        writing.MapPut("/{id:key}", Replace).ReadsJson("keySet").Gives(KeySetModel.KeySet).Is(KeySetOperations.Put);
        writing.MapPatch("/{id:key}", Replace).ReadsJson("keySet").Gives(KeySetModel.KeySet).Is(KeySetOperations.Patch);
        writing.MapDelete("/{id:key}", Delete).Is(KeySetOperations.Delete);
        writing.MapPost("/{id:key}/generateKey", GenerateKey)
            .ReadsJson("parameters")
            .Gives(KeySetModel.Key).Is(KeySetOperations.GenerateKey);
        writing.MapPost("/{id:key}/uploadSecret", UploadSecret)
            .ReadsJson("parameters")
            .Gives(KeySetModel.Key).Is(KeySetOperations.UploadSecret);
        writing.MapPost("/{id:key}/uploadCertificate", UploadCertificate)
            .ReadsJson("parameters")
            .Gives(KeySetModel.Key).Is(KeySetOperations.UploadCertificate);
        writing.MapPost("/{id:key}/uploadPkcs12", UploadPkcs12)
            .ReadsJson("parameters")
            .Gives(KeySetModel.Key).Is(KeySetOperations.UploadPkcs12);
        return sets;
    }

    private static async Task<IResult> List(Caller caller, CollectionQuery query, Selection selection) => Answers.List(
        Outcome.Of(await query.PageOfAsync(Stored(caller))), KeySetJson.Wire, (set, context) =>
            KeySetResource.From(set, Expanded(set, selection, context)));

    private static async Task<IResult> Count(Caller caller, CollectionQuery query) => Answers.Count(await query.CountOfAsync(Stored(caller)));

    private static async Task<IResult> Get(EntityKey id, Caller caller, Selection selection) =>
        Answers.Json(await caller.Tenant.KeySets.FindAsync(id.Value), KeySetJson.Wire, (set, context) =>
            Entity(set, context, Expanded(set, selection, context)));

    private static async Task<IResult> GetActiveKey(EntityKey id, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.FindActiveKeyAsync(id.Value), KeySetJson.Wire, KeyAlone);

    private static async Task<IResult> Create(JsonBody<KeySetRequest> body, Caller caller, ODataTypeCheck types)
    {
        if (types.Refuse(body.Value) is { } refused)
            return Answers.Refuse(refused);
        var created = body.Value.ReadOnlyMember() is { } readOnly
            ? readOnly
            : await caller.Tenant.KeySets.CreateAsync(body.Value.Id, body.Value.Drafts() ?? []);
        return Answers.CreatedJson(
            created, set => $"/{Context}('{set.Id}')", KeySetJson.Wire, (set, context) => Entity(set, context));
    }

    private static async Task<IResult> Replace(EntityKey id, JsonBody<KeySetRequest> body, Caller caller, ODataTypeCheck types)
    {
        if (types.Refuse(body.Value) is { } refused)
            return Answers.Refuse(refused);
        var replaced = body.Value.ReadOnlyMember(id.Value) is { } readOnly
            ? readOnly
            : await caller.Tenant.KeySets.ReplaceAsync(id.Value, body.Value.Drafts());
        return Answers.Json(replaced, KeySetJson.Wire, (set, context) => Entity(set, context));
    }

    private static async Task<IResult> Delete(EntityKey id, Caller caller) =>
        Answers.Done(await caller.Tenant.KeySets.DeleteAsync(id.Value));

    private static async Task<IResult> GenerateKey(EntityKey id, JsonBody<GenerateKeyRequest> body, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.GenerateKeyAsync(id.Value, body.Value.Draft()), KeySetJson.Wire, KeyAlone);

    private static async Task<IResult> UploadSecret(EntityKey id, JsonBody<UploadSecretRequest> body, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.UploadSecretAsync(id.Value, body.Value.Draft()), KeySetJson.Wire, KeyAlone);

    private static async Task<IResult> UploadCertificate(EntityKey id, JsonBody<UploadCertificateRequest> body, Caller caller) =>
        Answers.Json(await caller.Tenant.KeySets.UploadCertificateAsync(id.Value, body.Value.Key), KeySetJson.Wire, KeyAlone);

    private static async Task<IResult> UploadPkcs12(EntityKey id, JsonBody<UploadPkcs12Request> body, Caller caller) =>
        Answers.Json(
            await caller.Tenant.KeySets.UploadPkcs12Async(id.Value, body.Value.Key, body.Value.Password), KeySetJson.Wire, KeyAlone);

    private static Source<KeySet> Stored(Caller caller) => new(
        Set,
        caller.Tenant.KeySets.ListAsync,
        (after, most) => caller.Tenant.KeySets.ListAsync(new Stretch(after, most)),
        caller.Tenant.KeySets.CountAsync);

    private static KeySetResource Entity(KeySet set, ODataContext context, string? expandedContext = null) =>
        KeySetResource.From(set, expandedContext) with { Context = context.ForEntity(Context) };

    /// <summary>Null unless the caller wants to see the keys as entities.</summary>
    private static string? Expanded(KeySet set, Selection selection, ODataContext context) =>
        selection.Expands(Keys) ? context.For(KeyEndpoints.Context(set.Id)) : null;

    /// <summary>The function and the actions answer a key, not the set: graph-surface 5 [D].</summary>
    private static KeyResource KeyAlone(Key key, ODataContext context) =>
        KeyResource.From(key) with { Context = context.For(KeyContext) };
}
