using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Keeps the rules: of a tenant with the tenant, those for everyone with everyone.</summary>
internal sealed class FaultBook(ITenantStore store, TenantClocks clocks, IRandomSource random, FaultRules faults)
{
    public async Task<IResult> ListAsync(TenantId whose) => TypedResults.Json(
        new FaultListResource([.. (await faults.ListAsync(whose)).Select(rule => FaultResource.From(rule, faults.CountOf(rule)))]), FaultJson.Wire.FaultListResource);

    public async Task<IResult> FindAsync(TenantId whose, string id) =>
        await store.FindAsync<FaultRule>(whose, id) is { } rule ? Show(rule, StatusCodes.Status200OK) : NotFound(id);

    public async Task<IResult> AddAsync(TenantId whose, FaultResource wire)
    {
        var id = wire.Id ?? random.NewId().ToString("N")[..8];
        return await store.FindAsync<FaultRule>(whose, id) is null
            ? await StoreAsync(whose, id, wire, StatusCodes.Status201Created)
            : ControlProblem.Conflict($"There is a rule '{id}' already. PUT replaces it.");
    }

    /// <summary>A rule that is replaced goes to the end of the queue, and begins to count anew.</summary>
    public async Task<IResult> PutAsync(TenantId whose, string id, FaultResource wire) =>
        wire.Id is null || wire.Id.Equals(id, StringComparison.OrdinalIgnoreCase)
            ? await StoreAsync(whose, id, wire, StatusCodes.Status200OK)
            : ControlProblem.BadRequest($"The rule calls itself '{wire.Id}', and the path '{id}'. Leave out one of the two.");

    public async Task<IResult> RemoveAsync(TenantId whose, string id) =>
        await store.RemoveAsync<FaultRule>(whose, id) is null ? NotFound(id) : TypedResults.NoContent();

    public async Task<IResult> ClearAsync(TenantId whose)
    {
        await store.ChangeAllAsync(whose, all => all.Where(record => record is not FaultRule));
        return TypedResults.NoContent();
    }

    private async Task<IResult> StoreAsync(TenantId whose, string id, FaultResource wire, int status)
    {
        var held = await faults.ListAsync(whose);
        if (held.Count >= FaultRules.MostRules)
            return ControlProblem.Conflict($"There are {FaultRules.MostRules} rules already. Take some away.");
        var order = held.Count == 0 ? 1 : held[^1].Order + 1;
        if (FaultReader.Read(wire, id, order, await clocks.NowAsync(whose), out var fault) is not { } rule)
            return ControlProblem.BadRequest(fault!);
        var stored = await store.ChangeAsync<FaultRule>(whose, id, (_, _) => rule);
        return stored.Refusal is { } refusal ? new TenantRefused(refusal) : Show(rule, status);
    }

    private JsonHttpResult<FaultResource> Show(FaultRule rule, int status) =>
        TypedResults.Json(FaultResource.From(rule, faults.CountOf(rule)), FaultJson.Wire.FaultResource, statusCode: status);

    private static ControlProblem NotFound(string id) => ControlProblem.NotFound($"There is no rule '{id}'.");
}
