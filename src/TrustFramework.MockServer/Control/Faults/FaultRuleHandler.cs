using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Stores the rules of a tenant with the tenant, and the global rules under <see cref="TenantId.Global"/>.</summary>
internal sealed class FaultRuleHandler(ITenantStore store, TenantClocks clocks, IRandomSource random, FaultRuleMatcher rules, KnownOperations operations)
{
    public async Task<IResult> ListAsync(TenantId tenant) => TypedResults.Json(
        new FaultListResource([.. (await rules.ListAsync(tenant)).Select(rule => rule.ToResource())]), FaultJson.Wire.FaultListResource);

    public async Task<IResult> FindAsync(TenantId tenant, string id) =>
        await store.FindAsync<FaultRule>(tenant, id) is { } rule ? ToResult(rule, StatusCodes.Status200OK) : NotFound(id);

    public Task<IResult> AddAsync(TenantId tenant, FaultResource resource) =>
        StoreAsync(tenant, resource.Id ?? random.NewId().ToString("N")[..8], resource, isNew: true);

    /// <summary>A rule that is replaced becomes the last one, and its count starts at zero.</summary>
    public async Task<IResult> PutAsync(TenantId tenant, string id, FaultResource resource) =>
        resource.Id is null || resource.Id.Equals(id, StringComparison.OrdinalIgnoreCase)
            ? await StoreAsync(tenant, id, resource, isNew: false)
            : ControlProblem.BadRequest($"The id in the body is '{resource.Id}', the id in the path is '{id}'. Omit the id in the body.");

    public async Task<IResult> RemoveAsync(TenantId tenant, string id) =>
        await store.RemoveAsync<FaultRule>(tenant, id) is null ? NotFound(id) : TypedResults.NoContent();

    public async Task<IResult> ClearAsync(TenantId tenant)
    {
        await store.ChangeAllAsync(tenant, all => all.Where(record => record is not FaultRule));
        return TypedResults.NoContent();
    }

    private async Task<IResult> StoreAsync(TenantId tenant, string id, FaultResource resource, bool isNew)
    {
        if (operations.GetError(resource.Match?.Operation) is { } unknown)
            return ControlProblem.BadRequest(unknown);
        if (!FaultRuleReader.Read(resource, id, order: 0, await clocks.GetUtcNowAsync(tenant)).TryGetValue(out var rule, out var error))
            return ControlProblem.BadRequest(error);
        var changed = await store.ChangeAsync(
            tenant, state => GetConflict(state, id, isNew) is null ? state.With(rule with { Order = state.List<FaultRule>().Select(other => other.Order).DefaultIfEmpty().Max() + 1 }) : state);
        if (!changed.TryGetValue(out var change, out var refusal))
            return new RefusalResult(refusal);
        return GetConflict(change.Before, id, isNew) is { } conflict
            ? ControlProblem.Conflict(conflict)
            : ToResult(change.After.Find<FaultRule>(id)!, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Why the rule cannot be stored; null when it can.</summary>
    private static string? GetConflict(TenantState state, string id, bool isNew) => state.Find<FaultRule>(id) switch
    {
        not null when isNew => $"The rule '{id}' already exists. PUT replaces it.",
        null when state.Count<FaultRule>() >= FaultRuleMatcher.MaxRules => $"There are {FaultRuleMatcher.MaxRules} rules already. Delete some of them.",
        _ => null,
    };

    private static JsonHttpResult<FaultResource> ToResult(FaultRule rule, int status) =>
        TypedResults.Json(rule.ToResource(), FaultJson.Wire.FaultResource, statusCode: status);

    private static ControlProblem NotFound(string id) => ControlProblem.NotFound($"The rule '{id}' does not exist.");
}
