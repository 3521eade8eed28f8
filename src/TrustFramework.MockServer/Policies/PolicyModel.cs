using TrustFramework.MockServer.Graph.Model;
using TrustFramework.Tenants.Policies;

namespace TrustFramework.MockServer.Policies;

/// <summary>What a policy is in the model: graph-surface 2 [C].</summary>
internal static class PolicyModel
{
    public static StructuredType Policy { get; } = new("microsoft.graph.trustFrameworkPolicy")
    {
        Base = StructuredType.Entity,
        Key = "id",
        HasStream = true,
        Properties = StructuredType.Entity.Properties,
    };

    public static EntityAccessor<StoredPolicy> Shape { get; } = new(Policy, (policy, _) => policy.Id);
}
