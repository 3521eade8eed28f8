using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Policies;

/// <summary>How strictly uploads are judged: house 6.</summary>
/// <param name="KeysMustExist">Policies may only name key sets that the tenant has, as with the service (policy-rules 2 #7 [O]).</param>
public sealed record PolicyValidationOptions(ValidationScope Scope = ValidationScope.Full, bool KeysMustExist = true);
