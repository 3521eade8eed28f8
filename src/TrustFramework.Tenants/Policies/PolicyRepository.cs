using TrustFramework.PolicyXml;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Policies;

/// <summary>A tenant's policies. A refused upload changes nothing.</summary>
public sealed class PolicyRepository
{
    /// <summary>User flows and custom policies together: graph-surface 9 [D]. This server has custom policies only.</summary>
    public const int MaxPolicies = 200;

    private readonly Tenant _tenant;
    private readonly TenantServices _services;

    internal PolicyRepository(Tenant tenant, TenantServices services) => (_tenant, _services) = (tenant, services);

    /// <summary>All policies, sorted by id.</summary>
    public async ValueTask<IReadOnlyList<StoredPolicy>> ListAsync() => (await _tenant.ReadAsync()).List<StoredPolicy>();

    /// <summary>A part of the same list.</summary>
    public async ValueTask<IReadOnlyList<StoredPolicy>> ListAsync(KeyRange range) => (await _tenant.ReadAsync()).List<StoredPolicy>(range);

    public async ValueTask<int> CountAsync() => (await _tenant.ReadAsync()).Count<StoredPolicy>();

    public async ValueTask<Result<StoredPolicy, Refusal>> FindAsync(string id) =>
        (await _tenant.ReadAsync()).Find<StoredPolicy>(id) is { } policy ? policy : NotFound(id);

    /// <summary>Stores a new policy under the id in its XML. Refused when a policy with this id exists.</summary>
    public ValueTask<Result<PolicyUpload, Refusal>> CreateAsync(ReadOnlyMemory<byte> content) => StoreAsync(content, requestedId: null);

    /// <summary>Creates or replaces a policy.</summary>
    public ValueTask<Result<PolicyUpload, Refusal>> PutAsync(string id, ReadOnlyMemory<byte> content) => StoreAsync(content, id);

    /// <summary>Policies that inherit from it may remain: whether the service allows that is [O, weak] (graph-surface P5).</summary>
    public async ValueTask<Result<StoredPolicy, Refusal>> DeleteAsync(string id) =>
        (await _tenant.ChangeAsync(state => state.Find<StoredPolicy>(id) is null ? NotFound(id) : state.Without<StoredPolicy>(id)))
            .Map(change => change.Before.Find<StoredPolicy>(id)!);

    /// <summary>A policy and its base policies. The chain's status says whether it is complete.</summary>
    public async ValueTask<Result<PolicyChain, Refusal>> FindChainAsync(string id)
    {
        var state = await _tenant.ReadAsync();
        return state.Find<StoredPolicy>(id) is { } policy ? LoadChain(state, _services.Documents.Read(policy)) : NotFound(id);
    }

    /// <summary>Validates a policy as an upload does, but stores neither the policy nor the tenant's domain.</summary>
    /// <param name="requestedId">The id that the URL of the upload would have; null for the id in the XML.</param>
    public async ValueTask<Result<ValidationResult, Refusal>> ValidateAsync(ReadOnlyMemory<byte> content, string? requestedId)
    {
        if (!PolicyReader.Read(content).TryGetValue(out var policy, out var error))
            return new Refusal.PolicyNotXml(error);
        return await AddKeySetHintAsync(Validate(CreateContext(await _tenant.ReadAsync(), policy, requestedId)));
    }

    /// <summary>Says in which tenant a missing key set exists: keys and policies in different tenants are a common mistake.</summary>
    private async ValueTask<ValidationResult> AddKeySetHintAsync(ValidationResult result)
    {
        if (result.Findings.IsEmpty || result.Findings[0] is not { MissingKeySetId: { } id } finding)
            return result;
        foreach (var (other, keySet) in await _services.Store.ListByKindAsync<KeySet>())
        {
            if (!keySet.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
                continue;
            var hint = $"The key set '{keySet.Id}' exists in tenant {other}, but the policy was sent to tenant {_tenant.Id} ({await _tenant.GetEffectiveDomainAsync()}). "
                + "Use the same tenant for both: sign in by the same domain or GUID.";
            return result with { Findings = result.Findings.SetItem(0, finding with { Hint = hint }) };
        }

        return result;
    }

    /// <summary>Validates and stores the policy, and assigns the tenant's domain, in one step: what was validated is what the policy is stored with.</summary>
    private async ValueTask<Result<PolicyUpload, Refusal>> StoreAsync(ReadOnlyMemory<byte> content, string? requestedId)
    {
        if (!PolicyReader.Read(content).TryGetValue(out var policy, out var error))
            return new Refusal.PolicyNotXml(error);

        var (now, domain) = (await _tenant.GetUtcNowAsync(), await _tenant.FindAssignableDomainAsync(_tenant.RequestedDomain ?? policy.TenantId));
        var uploaded = policy.WithPublicPolicyUri().Content;
        var validation = new UploadValidation(Validate);
        var change = await _tenant.ChangeAsync(state =>
        {
            var result = validation.Validate(CreateContext(PreviousVersion.HideDelayedWrites(state, now), policy, requestedId));
            return result.IsValid ? Store(_tenant.AssignDomain(state, domain), policy.PolicyId, uploaded, isNew: requestedId is null) : new Refusal.PolicyInvalid(result);
        });
        if (change.Error is Refusal.PolicyInvalid invalid)
            return new Refusal.PolicyInvalid(await AddKeySetHintAsync(invalid.Result));
        if (change.Error is null)
            _services.Documents.Add(policy);
        return change.Map(stored => new PolicyUpload(
            stored.Before.Find<StoredPolicy>(policy.PolicyId), stored.After.Find<StoredPolicy>(policy.PolicyId)!, validation.Last.Warnings));
    }

    private Result<TenantState, Refusal> Store(TenantState state, string id, ReadOnlyMemory<byte> content, bool isNew) => state.Find<StoredPolicy>(id) switch
    {
        null when state.Count<StoredPolicy>() >= MaxPolicies => new Refusal.TooManyPolicies(MaxPolicies, _tenant.Id),
        null => state.With(new StoredPolicy(id, content)),
        { } current when isNew => new Refusal.PolicyExists(current.Id, _tenant.Id),
        { } current => state.With(new StoredPolicy(current.Id, content)),
    };

    private ValidationResult Validate(ValidationContext context) => PolicyValidator.Validate(context, _services.PolicyValidationOptions.Scope);

    /// <summary>Everything in a state that the rules may read.</summary>
    private ValidationContext CreateContext(TenantState state, PolicyDocument policy, string? requestedId) => new()
    {
        Chain = LoadChain(state, policy),
        TargetTenant = new TargetTenant(_tenant.Id.ToString(), _tenant.FindDomain(state)),
        RequestedId = requestedId,
        KeySets = _services.PolicyValidationOptions.KeysMustExist
            ? state.List<KeySet>().Where(set => !KeySet.IsBackup(set.Id)).Select(set => set.Id).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : null,
    };

    private PolicyChain LoadChain(TenantState state, PolicyDocument policy) => PolicyChain.Load(
        policy, id => state.Find<StoredPolicy>(id) is { } basePolicy ? _services.Documents.Read(basePolicy) : null, _services.MergedPolicies);

    private Refusal.PolicyNotFound NotFound(string id) => new(id, _tenant.Id);

    /// <summary>Validates a policy again only if what the rules read has changed since the last time, because validation is the slow part of an upload.</summary>
    private sealed class UploadValidation(Func<ValidationContext, ValidationResult> validate)
    {
        private ValidationContext? _context;

        public ValidationResult Last { get; private set; } = null!;

        public ValidationResult Validate(ValidationContext context)
        {
            if (_context is null || !HasSameInput(_context, context))
                (_context, Last) = (context, validate(context));
            return Last;
        }

        private static bool HasSameInput(ValidationContext earlier, ValidationContext current) =>
            earlier.TargetTenant == current.TargetTenant
            && earlier.Chain.Policies.Select(policy => policy.ContentHash).SequenceEqual(current.Chain.Policies.Select(policy => policy.ContentHash), StringComparer.Ordinal)
            && (earlier.KeySets is null || earlier.KeySets.SetEquals(current.KeySets!));
    }
}
