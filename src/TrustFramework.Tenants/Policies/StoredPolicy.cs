using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Policies;

/// <summary>A policy that was accepted.</summary>
/// <param name="Id">In the letter case of its creation; a later upload may write it differently, the id stays.</param>
public sealed record StoredPolicy(string Id, PolicyDocument Document) : ITenantRecord;
