using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml;

/// <summary>The input of a validation: the policy with its base policies, and the tenant that it is validated for.</summary>
public sealed record ValidationContext
{
    public required PolicyChain Chain { get; init; }

    public required TargetTenant TargetTenant { get; init; }

    /// <summary>The id in the URL; null when the request has none (POST, offline).</summary>
    public string? RequestedId { get; init; }

    /// <summary>The ids of the tenant's key sets, compared without case; null when policies may refer to any key set.</summary>
    public IReadOnlySet<string>? KeySets { get; init; }

    public PolicyDocument Document => Chain.Leaf;

    /// <summary>The merged policy. Available to rules of the last two stages; in earlier stages the chain may be broken.</summary>
    public MergedPolicy Merged => Chain.Merge() ?? throw new InvalidOperationException("A broken chain cannot be merged.");

    /// <summary>The tenant's name in error messages.</summary>
    public string TenantName => TargetTenant.GetDisplayName(Document);
}
