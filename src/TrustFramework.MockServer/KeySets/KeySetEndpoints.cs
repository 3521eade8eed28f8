using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Routing;
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
    public const string Root = $"{GraphRoutes.BetaPrefix}/{Context}";

    private const string Context = "trustFramework/keySets";
    private const string KeyContext = "microsoft.graph.trustFrameworkKey";
    private const string Keys = "keys_v2";

    private static EntitySet<KeySet> Set { get; } = new(Context, KeySetModel.SetShape);

    public static RouteGroupBuilder MapKeySets(this IEndpointRouteBuilder routes)
    {
        var sets = routes.MapGroup(Root).WithTags("Key sets");
        var reading = sets.MapGroup("")
            .RequirePermission(KeySetPermissions.Read, KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.Readers));
        var writing = sets.MapGroup("")
            .RequirePermission(KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.Administrators));

        reading.MapGet("/", List).ProducesCollection(KeySetModel.KeySet).WithOperation(KeySetOperations.List);
        reading.MapGet("/$count", Count).ProducesCount(KeySetModel.KeySet).WithOperation(KeySetOperations.Count);
        reading.MapGet("/{id:key}", Get).ProducesEntity(KeySetModel.KeySet).WithOperation(KeySetOperations.Get);
        reading.MapGet("/{id:key}/getActiveKey", GetActiveKey).ProducesValue(KeySetModel.Key).WithOperation(KeySetOperations.GetActiveKey);
        writing.MapPost("/", Create).AcceptsJson("keySet").ProducesValue(KeySetModel.KeySet).WithOperation(KeySetOperations.Create);
        writing.MapPut("/{id:key}", Replace).AcceptsJson("keySet").ProducesValue(KeySetModel.KeySet).WithOperation(KeySetOperations.Put);
        writing.MapPatch("/{id:key}", Replace).AcceptsJson("keySet").ProducesValue(KeySetModel.KeySet).WithOperation(KeySetOperations.Patch);
        writing.MapDelete("/{id:key}", Delete).WithOperation(KeySetOperations.Delete);
        writing.MapPost("/{id:key}/generateKey", GenerateKey)
            .AcceptsJson("parameters")
            .ProducesValue(KeySetModel.Key).WithOperation(KeySetOperations.GenerateKey);
        writing.MapPost("/{id:key}/uploadSecret", UploadSecret)
            .AcceptsJson("parameters")
            .ProducesValue(KeySetModel.Key).WithOperation(KeySetOperations.UploadSecret);
        writing.MapPost("/{id:key}/uploadCertificate", UploadCertificate)
            .AcceptsJson("parameters")
            .ProducesValue(KeySetModel.Key).WithOperation(KeySetOperations.UploadCertificate);
        writing.MapPost("/{id:key}/uploadPkcs12", UploadPkcs12)
            .AcceptsJson("parameters")
            .ProducesValue(KeySetModel.Key).WithOperation(KeySetOperations.UploadPkcs12);
        return sets;
    }

    private static async Task<IResult> List(Caller caller, CollectionQuery query, Selection selection) => GraphResults.Collection(
        Outcome.Of(await query.CreatePageAsync(Stored(caller))), KeySetJson.Wire, (set, context) =>
            KeySetResource.From(set, Expanded(set, selection, context)));

    private static async Task<IResult> Count(Caller caller, CollectionQuery query) => GraphResults.Count(await query.CountAsync(Stored(caller)));

    private static async Task<IResult> Get(EntityKey id, Caller caller, Selection selection) =>
        GraphResults.Json(await caller.Tenant.KeySets.FindAsync(id.Value), KeySetJson.Wire, (set, context) =>
            Entity(set, context, Expanded(set, selection, context)));

    private static async Task<IResult> GetActiveKey(EntityKey id, Caller caller) =>
        GraphResults.Json(await caller.Tenant.KeySets.FindActiveKeyAsync(id.Value), KeySetJson.Wire, KeyAlone);

    private static async Task<IResult> Create(JsonBody<KeySetRequest> body, Caller caller, ODataTypeCheck types)
    {
        if (types.Refuse(body.Value) is { } refused)
            return GraphResults.Error(refused);
        var created = body.Value.ReadOnlyMember() is { } readOnly
            ? readOnly
            : await caller.Tenant.KeySets.CreateAsync(body.Value.Id, body.Value.Drafts() ?? []);
        return GraphResults.CreatedEntity(
            created, set => $"/{Context}('{set.Id}')", KeySetJson.Wire, (set, context) => Entity(set, context));
    }

    private static async Task<IResult> Replace(EntityKey id, JsonBody<KeySetRequest> body, Caller caller, ODataTypeCheck types)
    {
        if (types.Refuse(body.Value) is { } refused)
            return GraphResults.Error(refused);
        var replaced = body.Value.ReadOnlyMember(id.Value) is { } readOnly
            ? readOnly
            : await caller.Tenant.KeySets.ReplaceAsync(id.Value, body.Value.Drafts());
        return GraphResults.Json(replaced, KeySetJson.Wire, (set, context) => Entity(set, context));
    }

    private static async Task<IResult> Delete(EntityKey id, Caller caller) =>
        GraphResults.NoContent(await caller.Tenant.KeySets.DeleteAsync(id.Value));

    private static async Task<IResult> GenerateKey(EntityKey id, JsonBody<GenerateKeyRequest> body, Caller caller) =>
        GraphResults.Json(await caller.Tenant.KeySets.GenerateKeyAsync(id.Value, body.Value.Draft()), KeySetJson.Wire, KeyAlone);

    private static async Task<IResult> UploadSecret(EntityKey id, JsonBody<UploadSecretRequest> body, Caller caller) =>
        GraphResults.Json(await caller.Tenant.KeySets.UploadSecretAsync(id.Value, body.Value.Draft()), KeySetJson.Wire, KeyAlone);

    private static async Task<IResult> UploadCertificate(EntityKey id, JsonBody<UploadCertificateRequest> body, Caller caller) =>
        GraphResults.Json(await caller.Tenant.KeySets.UploadCertificateAsync(id.Value, body.Value.Key), KeySetJson.Wire, KeyAlone);

    private static async Task<IResult> UploadPkcs12(EntityKey id, JsonBody<UploadPkcs12Request> body, Caller caller) =>
        GraphResults.Json(
            await caller.Tenant.KeySets.UploadPkcs12Async(id.Value, body.Value.Key, body.Value.Password), KeySetJson.Wire, KeyAlone);

    private static EntitySource<KeySet> Stored(Caller caller) => new(
        Set,
        caller.Tenant.KeySets.ListAsync,
        (after, most) => caller.Tenant.KeySets.ListAsync(new KeyRange(after, most)),
        caller.Tenant.KeySets.CountAsync);

    private static KeySetResource Entity(KeySet set, ODataContext context, string? expandedContext = null) =>
        KeySetResource.From(set, expandedContext) with { Context = context.ForEntity(Context) };

    /// <summary>Null unless the caller wants to see the keys as entities.</summary>
    private static string? Expanded(KeySet set, Selection selection, ODataContext context) =>
        selection.Expands(Keys) ? context.ForFragment(KeyEndpoints.Context(set.Id)) : null;

    /// <summary>The function and the actions answer a key, not the set: graph-surface 5 [D].</summary>
    private static KeyResource KeyAlone(Key key, ODataContext context) =>
        KeyResource.From(key) with { Context = context.ForFragment(KeyContext) };
}
