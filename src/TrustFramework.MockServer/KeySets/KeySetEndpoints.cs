using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.KeySets;

/// <summary>The endpoints of key sets: graph-surface 5.</summary>
internal static class KeySetEndpoints
{
    /// <summary>The path prefix of the endpoints of key sets and keys.</summary>
    public const string Root = $"{GraphRoutes.BetaPrefix}/{Context}";

    private const string Context = "trustFramework/keySets";
    private const string KeyContext = "microsoft.graph.trustFrameworkKey";
    private const string KeysNavigation = "keys_v2";

    private static EntitySet<KeySet> EntitySet { get; } = new(Context, KeySetModel.KeySetAccessor);

    public static RouteGroupBuilder MapKeySets(this IEndpointRouteBuilder routes)
    {
        var sets = routes.MapGroup(Root).WithTags("Key sets").WithMetadata(new MissingKeyHint(
            "The path contains no key set id. A script that takes the id from the response to the creation of the set received an error instead. "
            + "Check the response of that request."));
        var reading = sets.MapGroup("")
            .RequirePermission(KeySetPermissions.Read, KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.ReaderRoles));
        var writing = sets.MapGroup("")
            .RequirePermission(KeySetPermissions.Write)
            .WithMetadata(new DirectoryRoleRequirement(KeySetPermissions.AdministratorRoles));

        reading.MapGet("/", ListAsync).ProducesCollection(KeySetModel.KeySet).WithOperation(KeySetOperations.List);
        reading.MapGet("/$count", CountAsync).ProducesCount(KeySetModel.KeySet).WithOperation(KeySetOperations.Count);
        reading.MapGet("/{id:key}", GetAsync).ProducesEntity(KeySetModel.KeySet).WithOperation(KeySetOperations.Get);
        reading.MapGet("/{id:key}/getActiveKey", GetActiveKeyAsync).ProducesValue(KeySetModel.Key).WithOperation(KeySetOperations.GetActiveKey);
        writing.MapPost("/", CreateAsync).AcceptsJson("keySet").ProducesValue(KeySetModel.KeySet).WithOperation(KeySetOperations.Create);
        writing.MapPut("/{id:key}", ReplaceAsync).AcceptsJson("keySet").ProducesValue(KeySetModel.KeySet).WithOperation(KeySetOperations.Put);
        writing.MapPatch("/{id:key}", ReplaceAsync).AcceptsJson("keySet").ProducesValue(KeySetModel.KeySet).WithOperation(KeySetOperations.Patch);
        writing.MapDelete("/{id:key}", DeleteAsync).WithOperation(KeySetOperations.Delete);
        writing.MapPost("/{id:key}/generateKey", GenerateKeyAsync)
            .AcceptsJson("parameters")
            .ProducesValue(KeySetModel.Key).WithOperation(KeySetOperations.GenerateKey);
        writing.MapPost("/{id:key}/uploadSecret", UploadSecretAsync)
            .AcceptsJson("parameters")
            .ProducesValue(KeySetModel.Key).WithOperation(KeySetOperations.UploadSecret);
        writing.MapPost("/{id:key}/uploadCertificate", UploadCertificateAsync)
            .AcceptsJson("parameters")
            .ProducesValue(KeySetModel.Key).WithOperation(KeySetOperations.UploadCertificate);
        writing.MapPost("/{id:key}/uploadPkcs12", UploadPkcs12Async)
            .AcceptsJson("parameters")
            .ProducesValue(KeySetModel.Key).WithOperation(KeySetOperations.UploadPkcs12);
        return sets;
    }

    private static async Task<IResult> ListAsync(Caller caller, CollectionQuery query, Selection selection) => GraphResults.Collection(
        await query.CreatePageAsync(CreateSource(caller)), KeySetJson.Wire, (set, context) =>
            KeySetResource.From(set, GetExpandedContext(set, selection, context)));

    private static async Task<IResult> CountAsync(Caller caller, CollectionQuery query) => GraphResults.Count(await query.CountAsync(CreateSource(caller)));

    private static async Task<IResult> GetAsync(EntityKey id, Caller caller, Selection selection) =>
        GraphResults.Json(await caller.Tenant.KeySets.FindAsync(id.Value), KeySetJson.Wire, (set, context) =>
            ToResource(set, context, GetExpandedContext(set, selection, context)));

    private static async Task<IResult> GetActiveKeyAsync(EntityKey id, Caller caller) =>
        GraphResults.Json(await caller.Tenant.KeySets.FindActiveKeyAsync(id.Value), KeySetJson.Wire, ToKeyResource);

    private static async Task<IResult> CreateAsync(JsonBody<KeySetRequest> body, Caller caller, ODataTypeValidator types)
    {
        if (types.Validate(body.Value) is { } error)
            return GraphResults.Error(error);
        var created = body.Value.CheckReadOnlyMembers() is { } refusal
            ? refusal
            : await caller.Tenant.KeySets.CreateAsync(body.Value.Id, body.Value.ToDrafts() ?? []);
        return GraphResults.CreatedEntity(
            created, set => $"/{Context}('{set.Id}')", KeySetJson.Wire, (set, context) => ToResource(set, context));
    }

    private static async Task<IResult> ReplaceAsync(EntityKey id, JsonBody<KeySetRequest> body, Caller caller, ODataTypeValidator types)
    {
        if (types.Validate(body.Value) is { } error)
            return GraphResults.Error(error);
        var replaced = body.Value.CheckReadOnlyMembers(id.Value) is { } refusal
            ? refusal
            : await caller.Tenant.KeySets.ReplaceAsync(id.Value, body.Value.ToDrafts());
        return GraphResults.Json(replaced, KeySetJson.Wire, (set, context) => ToResource(set, context));
    }

    private static async Task<IResult> DeleteAsync(EntityKey id, Caller caller) =>
        GraphResults.NoContent(await caller.Tenant.KeySets.DeleteAsync(id.Value));

    private static async Task<IResult> GenerateKeyAsync(EntityKey id, JsonBody<GenerateKeyRequest> body, Caller caller) =>
        GraphResults.Json(await caller.Tenant.KeySets.GenerateKeyAsync(id.Value, body.Value.ToDraft()), KeySetJson.Wire, ToKeyResource);

    private static async Task<IResult> UploadSecretAsync(EntityKey id, JsonBody<UploadSecretRequest> body, Caller caller) =>
        GraphResults.Json(await caller.Tenant.KeySets.UploadSecretAsync(id.Value, body.Value.ToDraft()), KeySetJson.Wire, ToKeyResource);

    private static async Task<IResult> UploadCertificateAsync(EntityKey id, JsonBody<UploadCertificateRequest> body, Caller caller) =>
        GraphResults.Json(await caller.Tenant.KeySets.UploadCertificateAsync(id.Value, body.Value.Key), KeySetJson.Wire, ToKeyResource);

    private static async Task<IResult> UploadPkcs12Async(EntityKey id, JsonBody<UploadPkcs12Request> body, Caller caller) =>
        GraphResults.Json(
            await caller.Tenant.KeySets.UploadPkcs12Async(id.Value, body.Value.Key, body.Value.Password), KeySetJson.Wire, ToKeyResource);

    private static EntitySource<KeySet> CreateSource(Caller caller) => new(
        EntitySet,
        caller.Tenant.KeySets.ListAsync,
        (after, maxCount) => caller.Tenant.KeySets.ListAsync(new KeyRange(after, maxCount)),
        caller.Tenant.KeySets.CountAsync);

    private static KeySetResource ToResource(KeySet set, ODataContext context, string? expandedContext = null) =>
        KeySetResource.From(set, expandedContext) with { Context = context.ForEntity(Context) };

    /// <summary>Null unless the request expands the keys as entities.</summary>
    private static string? GetExpandedContext(KeySet set, Selection selection, ODataContext context) =>
        selection.Expands(KeysNavigation) ? context.ForFragment(KeyEndpoints.GetContext(set.Id)) : null;

    /// <summary>The function and the actions return a key, not the set: graph-surface 5 [D].</summary>
    private static KeyResource ToKeyResource(Key key, ODataContext context) =>
        KeyResource.From(key) with { Context = context.ForFragment(KeyContext) };
}
