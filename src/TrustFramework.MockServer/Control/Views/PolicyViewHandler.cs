using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Views;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Views;

/// <summary>Finds a policy of a tenant and returns a view of it.</summary>
internal sealed class PolicyViewHandler(TenantRegistry tenants, RefusalMapper refusals)
{
    public const string MermaidType = "text/vnd.mermaid";

    public Task<IResult> GetEffectiveAsync(string id, string? tenant, string format) => format switch
    {
        ViewFormat.Xml => ShowAsync(id, tenant, (_, _, merged) => Bytes(EffectivePolicyXml.Write(merged), "application/xml")),
        ViewFormat.Json => ShowAsync(id, tenant, (_, chain, merged) => Bytes(EffectivePolicyJson.Write(merged, chain.PolicyIds), "application/json")),
        _ => Task.FromResult<IResult>(ControlProblem.BadFormat(format, ViewFormat.Xml, ViewFormat.Json)),
    };

    public Task<IResult> GetGraphAsync(string id, string? tenant, string format) => format switch
    {
        ViewFormat.Json => ShowGraphAsync(id, tenant, graph => Bytes(PolicyGraphJson.Write(graph), "application/json")),
        ViewFormat.Mermaid => ShowGraphAsync(id, tenant, graph => TypedResults.Text(PolicyGraphMermaid.Write(graph), MermaidType)),
        _ => Task.FromResult<IResult>(ControlProblem.BadFormat(format, ViewFormat.Json, ViewFormat.Mermaid)),
    };

    public async Task<IResult> ValidateAsync(PolicyBody body, string? tenantName, string? requestedId)
    {
        if (body.Bytes is not { } bytes)
            return ControlProblem.TooLarge("A policy", PolicyBody.MaxBytes);
        if (await FindTenantAsync(tenantName) is not { } tenant)
            return ControlProblem.BadTenant(tenantName);
        var result = await tenant.Policies.ValidateAsync(bytes, string.IsNullOrEmpty(requestedId) ? null : requestedId);
        return TypedResults.Json(ValidationResource.From(result, refusals), PolicyViewJson.Wire.ValidationResource);
    }

    private Task<IResult> ShowGraphAsync(string id, string? tenantName, Func<PolicyGraph, IResult> show) => ShowAsync(id, tenantName, async (tenant, chain, merged) =>
    {
        var keySets = (await tenant.KeySets.ListAsync()).Select(set => set.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return show(PolicyGraph.Create(chain.Ancestors.Prepend(chain.Leaf), merged, keySets));
    });

    private Task<IResult> ShowAsync(string id, string? tenantName, Func<Tenant, PolicyChain, MergedPolicy, IResult> show) =>
        ShowAsync(id, tenantName, (tenant, chain, merged) => Task.FromResult(show(tenant, chain, merged)));

    private async Task<IResult> ShowAsync(string id, string? tenantName, Func<Tenant, PolicyChain, MergedPolicy, Task<IResult>> show)
    {
        if (await FindTenantAsync(tenantName) is not { } tenant)
            return ControlProblem.BadTenant(tenantName);
        var found = await tenant.Policies.FindChainAsync(id);
        if (!found.TryGetValue(out var chain, out var refusal))
            return ControlProblem.NotFound(refusals.Map(refusal).Message);
        if (chain.Merge() is not { } merged)
            return ControlProblem.BrokenChain(chain);
        return EffectivePolicy.IsTooLarge(merged) ? ControlProblem.Conflict(EffectivePolicy.TooLargeMessage) : await show(tenant, chain, merged);
    }

    private async ValueTask<Tenant?> FindTenantAsync(string? name) => string.IsNullOrEmpty(name) ? tenants.Default : await tenants.FindAsync(name);

    private static FileContentHttpResult Bytes(ReadOnlyMemory<byte> bytes, string contentType) => TypedResults.Bytes(bytes, $"{contentType}; charset=utf-8");
}
