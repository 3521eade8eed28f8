using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Policies;

/// <summary>A tenant's policies. An upload that is refused changes nothing.</summary>
public sealed class PolicyRepository
{
    /// <summary>User flows and custom policies together: graph-surface 9 [D]. We have only the latter.</summary>
    public const int MaxPolicies = 200;

    private readonly Tenant _tenant;
    private readonly ITenantStore _store;
    private readonly PolicyValidationOptions _validationOptions;

    internal PolicyRepository(Tenant tenant, TenantServices services) => (_tenant, _store, _validationOptions) = (tenant, services.Store, services.PolicyValidationOptions);

    /// <summary>By id.</summary>
    public ValueTask<IReadOnlyList<StoredPolicy>> ListAsync() => _store.ListAsync<StoredPolicy>(_tenant.Id);

    /// <summary>A piece of the same list.</summary>
    public ValueTask<IReadOnlyList<StoredPolicy>> ListAsync(KeyRange range) => _store.ListAsync<StoredPolicy>(_tenant.Id, range);

    public ValueTask<int> CountAsync() => _store.CountAsync<StoredPolicy>(_tenant.Id);

    public async ValueTask<Result<StoredPolicy, Refusal>> FindAsync(string id) =>
        await _store.FindAsync<StoredPolicy>(_tenant.Id, id) is { } policy ? policy : NotFound(id);

    /// <summary>Stores a policy under the id it gives itself, if that is free.</summary>
    public async ValueTask<Result<StoredPolicy, Refusal>> CreateAsync(ReadOnlyMemory<byte> content) =>
        (await StoreAsync(content, requestedId: null)).Map(change => change.After);

    /// <summary>Stores a policy whether or not there is one; <see cref="Change{T}.Before"/> tells which it was.</summary>
    public ValueTask<Result<Change<StoredPolicy>, Refusal>> PutAsync(string id, ReadOnlyMemory<byte> content) => StoreAsync(content, id);

    /// <summary>Policies that stand on it may be left behind: whether the service allows that is [O, weak] (graph-surface P5).</summary>
    public async ValueTask<Result<StoredPolicy, Refusal>> DeleteAsync(string id) =>
        await _store.RemoveAsync<StoredPolicy>(_tenant.Id, id) is { } removed ? removed : NotFound(id);

    /// <summary>A policy and what it stands on; the chain says itself how far it came.</summary>
    public async ValueTask<Result<PolicyChain, Refusal>> FindChainAsync(string id) =>
        await _store.FindAsync<StoredPolicy>(_tenant.Id, id) is { } policy ? await LoadAsync(policy.Document) : NotFound(id);

    /// <summary>What an upload would be told, without one: nothing is stored, and a tenant without a domain stays without.</summary>
    /// <param name="requestedId">The id that would be in the URL; null where the policy names itself.</param>
    public async ValueTask<Result<ValidationResult, Refusal>> ValidateAsync(ReadOnlyMemory<byte> content, string? requestedId)
    {
        var reading = PolicyReader.Read(content);
        if (reading.Document is not { } policy)
            return new Refusal.PolicyNotXml(reading.NotXml ?? "");
        return PolicyValidator.Validate(await LoadAsync(reading, policy, requestedId), _validationOptions.Scope);
    }

    private async ValueTask<Result<Change<StoredPolicy>, Refusal>> StoreAsync(ReadOnlyMemory<byte> content, string? requestedId)
    {
        var reading = PolicyReader.Read(content);
        if (reading.Document is not { } policy)
            return new Refusal.PolicyNotXml(reading.NotXml ?? "");

        var judged = await LoadAsync(reading, policy, requestedId);
        while (true)
        {
            var verdict = PolicyValidator.Validate(judged, _validationOptions.Scope);
            if (!verdict.IsValid)
                return new Refusal.PolicyInvalid(verdict);
            if (judged.TargetTenant.Domain is not null)
                break;

            // The first accepted upload names the tenant (house 5). Two at once: the one that comes second is judged again.
            var learned = await _tenant.LearnDomainAsync(policy.TenantId);
            if (learned.Error is { } refusal)
                return refusal;
            judged = judged with { TargetTenant = judged.TargetTenant with { Domain = learned.Value } };
        }

        var stored = policy.WithPublicPolicyUri();
        return await _store.ChangeAsync<StoredPolicy>(_tenant.Id, policy.PolicyId, (current, held) => current switch
        {
            null when held >= MaxPolicies => new Refusal.TooManyPolicies(MaxPolicies, _tenant.Id),
            null => new StoredPolicy(stored.PolicyId, stored),
            _ when requestedId is null => new Refusal.PolicyExists(current.Id, _tenant.Id),
            _ => current with { Document = stored },
        });
    }

    /// <summary>Everything that the rules may look at, as it is now.</summary>
    private async ValueTask<ValidationContext> LoadAsync(PolicyReading reading, PolicyDocument policy, string? requestedId) => new()
    {
        ReadResult = reading,
        Chain = await LoadAsync(policy),
        TargetTenant = new TargetTenant(_tenant.Id.ToString(), await _tenant.FindDomainAsync()),
        RequestedId = requestedId,
        KeySets = _validationOptions.KeysMustExist
            ? (await _tenant.KeySets.ListAsync()).Select(set => set.Id).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : null,
    };

    private async ValueTask<PolicyChain> LoadAsync(PolicyDocument policy)
    {
        var chain = PolicyChain.From(policy);
        while (chain is { Status: PolicyChainStatus.Incomplete, UnresolvedBasePolicyId: { } wanted })
            chain = chain.Add((await _store.FindAsync<StoredPolicy>(_tenant.Id, wanted))?.Document);
        return chain;
    }

    private Refusal.PolicyNotFound NotFound(string id) => new(id, _tenant.Id);
}
