using TrustFramework.MockServer.Graph.Model;
using TrustFramework.Tenants.Policies;

namespace TrustFramework.MockServer.Policies;

/// <summary>The entity type of policies: graph-surface 2 [C].</summary>
internal static class PolicyModel
{
    public static StructuredType Policy { get; } = new("microsoft.graph.trustFrameworkPolicy")
    {
        Base = StructuredType.Entity,
        Key = "id",
        HasStream = true,
        Properties = StructuredType.Entity.Properties,
    };

    public static EntityAccessor<StoredPolicy> Accessor { get; } = new(Policy, (policy, _) => policy.Id);
}
