using System.Collections.Immutable;
using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Policies;

/// <summary>A policy that was stored.</summary>
/// <param name="Before">The policy that was replaced; null when the policy is new.</param>
/// <param name="Warnings">What the validation found, although the policy is accepted.</param>
public sealed record PolicyUpload(StoredPolicy? Before, StoredPolicy After, ImmutableArray<Finding> Warnings);
