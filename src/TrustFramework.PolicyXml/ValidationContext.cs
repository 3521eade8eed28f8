using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml;

/// <summary>Everything a rule may look at: the policy, what it stands on, and whose it is meant to be.</summary>
public sealed record ValidationContext
{
    public required PolicyReading ReadResult { get; init; }

    public required PolicyChain Chain { get; init; }

    public required TargetTenant TargetTenant { get; init; }

    /// <summary>The id in the URL; null where the policy names itself (POST, offline).</summary>
    public string? RequestedId { get; init; }

    /// <summary>
    /// The ids of the key sets that there are, without regard to case; null when policies may name any (house 6, MissingKeys).
    /// </summary>
    public IReadOnlySet<string>? KeySets { get; init; }

    /// <summary>The policy and what it stands on as one. Only rules of the last two stages may ask: before, it may not be whole.</summary>
    public MergedPolicy Merged => field ??= Chain.Merge() ?? throw new InvalidOperationException("A broken chain is not merged.");

    /// <summary>How error texts name the tenant.</summary>
    public string TenantName => TargetTenant.GetDisplayName(Document);

    public PolicyDocument Document => ReadResult.Document ?? throw new InvalidOperationException("Only XML gets as far as the rules.");
}

/// <summary>The tenant that a policy is judged for.</summary>
/// <param name="ObjectId">The tenant's GUID.</param>
/// <param name="Domain">Its domain name; null while it has none, and then any <c>TenantId</c> will do.</param>
public sealed record TargetTenant(string ObjectId, string? Domain)
{
    /// <summary>How error texts name the tenant: by the domain of the login tenant, even when the file names another (policy-rules 1.2 [O]).</summary>
    public string GetDisplayName(PolicyDocument policy) => Domain ?? policy.TenantId;
}
