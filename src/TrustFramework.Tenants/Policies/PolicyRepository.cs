using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Policies;

/// <summary>A tenant's policies. A refused upload changes nothing.</summary>
public sealed class PolicyRepository
{
    /// <summary>User flows and custom policies together: graph-surface 9 [D]. This server has custom policies only.</summary>
    public const int MaxPolicies = 200;

    private readonly Tenant _tenant;
    private readonly ITenantStore _store;
    private readonly PolicyValidationOptions _validationOptions;
    private readonly MergedPolicyCache _mergedPolicies;

    internal PolicyRepository(Tenant tenant, TenantServices services) =>
        (_tenant, _store, _validationOptions, _mergedPolicies) = (tenant, services.Store, services.PolicyValidationOptions, services.MergedPolicies);

    /// <summary>All policies, sorted by id.</summary>
    public ValueTask<IReadOnlyList<StoredPolicy>> ListAsync() => _store.ListAsync<StoredPolicy>(_tenant.Id);

    /// <summary>A part of the same list.</summary>
    public ValueTask<IReadOnlyList<StoredPolicy>> ListAsync(KeyRange range) => _store.ListAsync<StoredPolicy>(_tenant.Id, range);

    public ValueTask<int> CountAsync() => _store.CountAsync<StoredPolicy>(_tenant.Id);

    public async ValueTask<Result<StoredPolicy, Refusal>> FindAsync(string id) =>
        await _store.FindAsync<StoredPolicy>(_tenant.Id, id) is { } policy ? policy : NotFound(id);

    /// <summary>Stores a new policy under the id in its XML. Refused when a policy with this id exists.</summary>
    public ValueTask<Result<PolicyUpload, Refusal>> CreateAsync(ReadOnlyMemory<byte> content) => StoreAsync(content, requestedId: null);

    /// <summary>Creates or replaces a policy.</summary>
    public ValueTask<Result<PolicyUpload, Refusal>> PutAsync(string id, ReadOnlyMemory<byte> content) => StoreAsync(content, id);

    /// <summary>Policies that inherit from it may remain: whether the service allows that is [O, weak] (graph-surface P5).</summary>
    public async ValueTask<Result<StoredPolicy, Refusal>> DeleteAsync(string id) =>
        await _store.RemoveAsync<StoredPolicy>(_tenant.Id, id) is { } removed ? removed : NotFound(id);

    /// <summary>A policy and its base policies. The chain's status says whether it is complete.</summary>
    public async ValueTask<Result<PolicyChain, Refusal>> FindChainAsync(string id) =>
        await _store.FindAsync<StoredPolicy>(_tenant.Id, id) is { } policy ? await LoadAsync(policy.Document) : NotFound(id);

    /// <summary>Validates a policy as an upload does, but stores neither the policy nor the tenant's domain.</summary>
    /// <param name="requestedId">The id that the URL of the upload would have; null for the id in the XML.</param>
    public async ValueTask<Result<ValidationResult, Refusal>> ValidateAsync(ReadOnlyMemory<byte> content, string? requestedId)
    {
        if (!PolicyReader.Read(content).TryGetValue(out var policy, out var error))
            return new Refusal.PolicyNotXml(error);
        return await AddKeySetHintAsync(PolicyValidator.Validate(await LoadAsync(policy, requestedId), _validationOptions.Scope));
    }

    /// <summary>Says in which tenant a missing key set exists: keys and policies in different tenants are a common mistake.</summary>
    private async ValueTask<ValidationResult> AddKeySetHintAsync(ValidationResult result)
    {
        if (result.Findings.IsEmpty || result.Findings[0] is not { MissingKeySetId: { } id } finding)
            return result;
        foreach (var other in await _store.ListTenantsAsync())
        {
            if (await _store.FindAsync<KeySet>(other, id) is not { } keySet)
                continue;
            var hint = $"The key set '{keySet.Id}' exists in tenant {other}, but the policy was sent to tenant {_tenant.Id} ({await _tenant.GetEffectiveDomainAsync()}). "
                + "Use the same tenant for both: sign in by the same domain or GUID.";
            return result with { Findings = result.Findings.SetItem(0, finding with { Hint = hint }) };
        }

        return result;
    }

    private async ValueTask<Result<PolicyUpload, Refusal>> StoreAsync(ReadOnlyMemory<byte> content, string? requestedId)
    {
        if (!PolicyReader.Read(content).TryGetValue(out var policy, out var error))
            return new Refusal.PolicyNotXml(error);

        var context = await LoadAsync(policy, requestedId);
        ValidationResult result;
        while (true)
        {
            result = PolicyValidator.Validate(context, _validationOptions.Scope);
            if (!result.IsValid)
                return new Refusal.PolicyInvalid(await AddKeySetHintAsync(result));

            // The first accepted upload assigns the tenant's domain. When a concurrent upload assigned another one first, validate again.
            var domain = await _tenant.LearnDomainAsync(context.TargetTenant.Domain ?? policy.TenantId);
            if (domain.Error is { } refusal)
                return refusal;
            if (context.TargetTenant.Domain == domain.Value)
                break;
            context = context with { TargetTenant = context.TargetTenant with { Domain = domain.Value } };
        }

        var stored = policy.WithPublicPolicyUri();
        var change = await _store.ChangeAsync<StoredPolicy>(_tenant.Id, policy.PolicyId, (current, count) => current switch
        {
            null when count >= MaxPolicies => new Refusal.TooManyPolicies(MaxPolicies, _tenant.Id),
            null => new StoredPolicy(stored.PolicyId, stored),
            _ when requestedId is null => new Refusal.PolicyExists(current.Id, _tenant.Id),
            _ => current with { Document = stored },
        });
        return change.Map(stored => new PolicyUpload(stored.Before, stored.After, result.Warnings));
    }

    /// <summary>The current state of everything that the rules may read.</summary>
    private async ValueTask<ValidationContext> LoadAsync(PolicyDocument policy, string? requestedId) => new()
    {
        Chain = await LoadAsync(policy),
        TargetTenant = new TargetTenant(_tenant.Id.ToString(), await _tenant.FindDomainAsync()),
        RequestedId = requestedId,
        KeySets = _validationOptions.KeysMustExist
            ? (await _tenant.KeySets.ListAsync()).Select(set => set.Id).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : null,
    };

    private ValueTask<PolicyChain> LoadAsync(PolicyDocument policy) =>
        PolicyChain.LoadAsync(policy, async id => (await _store.FindAsync<StoredPolicy>(_tenant.Id, id))?.Document, _mergedPolicies);

    private Refusal.PolicyNotFound NotFound(string id) => new(id, _tenant.Id);
}
