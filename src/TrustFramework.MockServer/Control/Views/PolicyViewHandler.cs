using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Views;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Views;

/// <summary>Finds a tenant's policy and shows it, or says why it cannot be shown.</summary>
internal sealed class PolicyViewHandler(TenantRegistry tenants, RefusalMapper texts)
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

    public async Task<IResult> ValidateAsync(PolicyBody body, string? tenant, string? requestedId)
    {
        if (body.Bytes is not { } bytes)
            return ControlProblem.TooLarge("A policy", PolicyBody.MaxBytes);
        if (await FindTenantAsync(tenant) is not { } home)
            return ControlProblem.BadTenant(tenant);
        var judged = await home.Policies.ValidateAsync(bytes, string.IsNullOrEmpty(requestedId) ? null : requestedId);
        return TypedResults.Json(ValidationResource.From(judged, texts), PolicyViewJson.Wire.ValidationResource);
    }

    private Task<IResult> ShowGraphAsync(string id, string? tenant, Func<PolicyGraph, IResult> show) => ShowAsync(id, tenant, async (home, chain, merged) =>
    {
        var keySets = (await home.KeySets.ListAsync()).Select(set => set.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return show(PolicyGraph.Create(chain.Ancestors.Prepend(chain.Leaf), merged, keySets));
    });

    private Task<IResult> ShowAsync(string id, string? tenant, Func<Tenant, PolicyChain, MergedPolicy, IResult> show) =>
        ShowAsync(id, tenant, (home, chain, merged) => Task.FromResult(show(home, chain, merged)));

    private async Task<IResult> ShowAsync(string id, string? tenant, Func<Tenant, PolicyChain, MergedPolicy, Task<IResult>> show)
    {
        if (await FindTenantAsync(tenant) is not { } home)
            return ControlProblem.BadTenant(tenant);
        var found = await home.Policies.FindChainAsync(id);
        if (found.Error is { } refusal)
            return ControlProblem.NotFound(texts.Map(refusal).Message);
        return found.Value.Merge() is { } merged ? await show(home, found.Value, merged) : ControlProblem.BrokenChain(found.Value);
    }

    private async ValueTask<Tenant?> FindTenantAsync(string? name) => string.IsNullOrEmpty(name) ? tenants.Default : await tenants.ResolveAsync(name);

    private static FileContentHttpResult Bytes(ReadOnlyMemory<byte> bytes, string type) => TypedResults.Bytes(bytes, $"{type}; charset=utf-8");
}
