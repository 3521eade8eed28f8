using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Keeps the rules: of a tenant with the tenant, those for everyone with everyone.</summary>
internal sealed class FaultRuleHandler(ITenantStore store, TenantClocks clocks, IRandomSource random, FaultRuleMatcher faults)
{
    public async Task<IResult> ListAsync(TenantId tenant) => TypedResults.Json(
        new FaultListResource([.. (await faults.ListAsync(tenant)).Select(rule => FaultResource.From(rule, faults.GetCounter(rule)))]), FaultJson.Wire.FaultListResource);

    public async Task<IResult> FindAsync(TenantId tenant, string id) =>
        await store.FindAsync<FaultRule>(tenant, id) is { } rule ? ToResult(rule, StatusCodes.Status200OK) : NotFound(id);

    public async Task<IResult> AddAsync(TenantId tenant, FaultResource wire)
    {
        var id = wire.Id ?? random.NewId().ToString("N")[..8];
        return await store.FindAsync<FaultRule>(tenant, id) is null
            ? await StoreAsync(tenant, id, wire, StatusCodes.Status201Created)
            : ControlProblem.Conflict($"There is a rule '{id}' already. PUT replaces it.");
    }

    /// <summary>A rule that is replaced goes to the end of the queue, and begins to count anew.</summary>
    public async Task<IResult> PutAsync(TenantId tenant, string id, FaultResource wire) =>
        wire.Id is null || wire.Id.Equals(id, StringComparison.OrdinalIgnoreCase)
            ? await StoreAsync(tenant, id, wire, StatusCodes.Status200OK)
            : ControlProblem.BadRequest($"The rule calls itself '{wire.Id}', and the path '{id}'. Leave out one of the two.");

    public async Task<IResult> RemoveAsync(TenantId tenant, string id) =>
        await store.RemoveAsync<FaultRule>(tenant, id) is null ? NotFound(id) : TypedResults.NoContent();

    public async Task<IResult> ClearAsync(TenantId tenant)
    {
        await store.ChangeAllAsync(tenant, all => all.Where(record => record is not FaultRule));
        return TypedResults.NoContent();
    }

    private async Task<IResult> StoreAsync(TenantId tenant, string id, FaultResource wire, int status)
    {
        var held = await faults.ListAsync(tenant);
        if (held.Count >= FaultRuleMatcher.MaxRules)
            return ControlProblem.Conflict($"There are {FaultRuleMatcher.MaxRules} rules already. Take some away.");
        var order = held.Count == 0 ? 1 : held[^1].Order + 1;
        if (FaultRuleReader.Read(wire, id, order, await clocks.GetUtcNowAsync(tenant), out var fault) is not { } rule)
            return ControlProblem.BadRequest(fault!);
        var stored = await store.ChangeAsync<FaultRule>(tenant, id, (_, _) => rule);
        return stored.Error is { } refusal ? new RefusalResult(refusal) : ToResult(rule, status);
    }

    private JsonHttpResult<FaultResource> ToResult(FaultRule rule, int status) =>
        TypedResults.Json(FaultResource.From(rule, faults.GetCounter(rule)), FaultJson.Wire.FaultResource, statusCode: status);

    private static ControlProblem NotFound(string id) => ControlProblem.NotFound($"There is no rule '{id}'.");
}
