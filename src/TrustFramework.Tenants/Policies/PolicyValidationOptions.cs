using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Policies;

/// <summary>How strictly uploads are validated.</summary>
/// <param name="KeysMustExist">A policy may only refer to key sets that the tenant has, as in the service (policy-rules 2 #7 [O]).</param>
public sealed record PolicyValidationOptions(ValidationScope Scope = ValidationScope.Full, bool KeysMustExist = true);
