using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Policies;

/// <summary>An accepted policy.</summary>
/// <param name="Id">In the letter case of the first upload. A later upload in other letters does not change it.</param>
public sealed record StoredPolicy(string Id, PolicyDocument Document) : ITenantRecord;
