using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Stores the rules of a tenant with the tenant, and the global rules under <see cref="TenantId.Global"/>.</summary>
internal sealed class FaultRuleHandler(ITenantStore store, TenantClocks clocks, IRandomSource random, FaultRuleMatcher rules, KnownOperations operations)
{
    public async Task<IResult> ListAsync(TenantId tenant) => TypedResults.Json(
        new FaultListResource([.. (await rules.ListAsync(tenant)).Select(rule => rule.ToResource(rules.GetCounter(rule)))]), FaultJson.Wire.FaultListResource);

    public async Task<IResult> FindAsync(TenantId tenant, string id) =>
        await store.FindAsync<FaultRule>(tenant, id) is { } rule ? ToResult(rule, StatusCodes.Status200OK) : NotFound(id);

    public async Task<IResult> AddAsync(TenantId tenant, FaultResource resource)
    {
        var id = resource.Id ?? random.NewId().ToString("N")[..8];
        return await store.FindAsync<FaultRule>(tenant, id) is null
            ? await StoreAsync(tenant, id, resource, StatusCodes.Status201Created)
            : ControlProblem.Conflict($"The rule '{id}' already exists. PUT replaces it.");
    }

    /// <summary>A rule that is replaced becomes the last one, and its count starts at zero.</summary>
    public async Task<IResult> PutAsync(TenantId tenant, string id, FaultResource resource) =>
        resource.Id is null || resource.Id.Equals(id, StringComparison.OrdinalIgnoreCase)
            ? await StoreAsync(tenant, id, resource, StatusCodes.Status200OK)
            : ControlProblem.BadRequest($"The id in the body is '{resource.Id}', the id in the path is '{id}'. Omit the id in the body.");

    public async Task<IResult> RemoveAsync(TenantId tenant, string id) =>
        await store.RemoveAsync<FaultRule>(tenant, id) is null ? NotFound(id) : TypedResults.NoContent();

    public async Task<IResult> ClearAsync(TenantId tenant)
    {
        await store.ChangeAllAsync(tenant, all => all.Where(record => record is not FaultRule));
        return TypedResults.NoContent();
    }

    private async Task<IResult> StoreAsync(TenantId tenant, string id, FaultResource resource, int status)
    {
        var existing = await rules.ListAsync(tenant);
        if (existing.Count >= FaultRuleMatcher.MaxRules && !existing.Any(rule => rule.Id.Equals(id, StringComparison.OrdinalIgnoreCase)))
            return ControlProblem.Conflict($"There are {FaultRuleMatcher.MaxRules} rules already. Delete some of them.");
        var order = existing.Count == 0 ? 1 : existing[^1].Order + 1;
        if (operations.GetError(resource.Match?.Operation) is { } unknown)
            return ControlProblem.BadRequest(unknown);
        if (!FaultRuleReader.Read(resource, id, order, await clocks.GetUtcNowAsync(tenant)).TryGetValue(out var rule, out var error))
            return ControlProblem.BadRequest(error);
        var stored = await store.ChangeAsync<FaultRule>(tenant, id, (_, _) => rule);
        return stored.Error is { } refusal ? new RefusalResult(refusal) : ToResult(rule, status);
    }

    private JsonHttpResult<FaultResource> ToResult(FaultRule rule, int status) =>
        TypedResults.Json(rule.ToResource(rules.GetCounter(rule)), FaultJson.Wire.FaultResource, statusCode: status);

    private static ControlProblem NotFound(string id) => ControlProblem.NotFound($"The rule '{id}' does not exist.");
}
