using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants;

/// <summary>Every reason for which a tenant refuses a request: a closed set. The host maps each of them to a status, a code and a text.</summary>
public abstract record Refusal
{
    private Refusal()
    {
    }

    public sealed record PolicyNotXml(XmlError Error) : Refusal;

    public sealed record PolicyInvalid(ValidationResult Result) : Refusal;

    public sealed record PolicyNotFound(string PolicyId, TenantId Tenant) : Refusal;

    public sealed record PolicyExists(string PolicyId, TenantId Tenant) : Refusal;

    public sealed record TooManyPolicies(int Limit, TenantId Tenant) : Refusal;

    /// <summary>The request would store the first record of a tenant, and the limit on tenants is reached.</summary>
    public sealed record TooManyTenants(int Limit) : Refusal;

    public sealed record KeySetNotFound(string KeySetId, TenantId Tenant) : Refusal;

    /// <summary>The request adds a key to a set that does not exist.</summary>
    public sealed record KeySetNotCreated(string KeySetId, TenantId Tenant) : Refusal;

    public sealed record KeySetExists(string KeySetId) : Refusal;

    public sealed record TooManyKeySets(int Limit, TenantId Tenant) : Refusal;

    public sealed record TooManyKeys(int Limit, string KeySetId) : Refusal;

    /// <summary>The id contains characters that are not allowed.</summary>
    public sealed record KeySetIdInvalid(string KeySetId) : Refusal;

    public sealed record KeyNotFound(string KeyId, TenantId Tenant) : Refusal;

    /// <param name="KeyType">RSA or oct.</param>
    public sealed record KeyExists(string KeyId, string KeyType) : Refusal;

    public sealed record KeyTypeMissing : Refusal;

    public sealed record KeyTypeUnknown(string KeyType) : Refusal;

    public sealed record KeyTypesMixed : Refusal;

    public sealed record KeyUseUnknown(string Use) : Refusal;

    public sealed record KeyUsesMixed : Refusal;

    /// <summary>A key in a payload has a <c>kid</c>.</summary>
    public sealed record KeyIdGiven : Refusal;

    public sealed record SecretNotBase64Url : Refusal;

    public sealed record RsaKeyIncomplete : Refusal;

    public sealed record RsaKeyTooShort(int MinBits) : Refusal;

    public sealed record KeyUnreadable : Refusal;

    public sealed record KeyBadlyFormatted(KeyError Error) : Refusal;

    public sealed record CertificateInvalid(string KeySetId, TenantId Tenant, KeyError Error) : Refusal;

    /// <summary>The password of a PFX file is missing or blank.</summary>
    public sealed record PasswordMissing : Refusal;

    public sealed record PasswordWrong : Refusal;

    /// <summary>The service cannot decrypt the PFX file with any password. It reports a wrong password.</summary>
    public sealed record Pkcs12NotTripleDes : Refusal;

    public sealed record NoActiveKey(string KeySetId, TenantId Tenant, NoActiveKeyReason Reason) : Refusal;

    /// <param name="Parameter">The JSON name: <c>k</c>, <c>use</c>, <c>id</c>.</param>
    public sealed record ParameterMissing(string Parameter) : Refusal;

    /// <param name="Parameter">The JSON name. Must not be the name of a secret, because the value is shown.</param>
    public sealed record ParameterWrong(string Parameter, string Value, string Expected) : Refusal;

    public sealed record ExpiryPast(string KeySetId, TenantId Tenant, DateTimeOffset Expires) : Refusal;

    /// <param name="Property">The JSON name of a property that only the service sets.</param>
    public sealed record PropertyReadOnly(string Property) : Refusal;

    /// <summary>There is no user or application with the id.</summary>
    public sealed record ObjectNotFound(string ObjectId) : Refusal;

    /// <summary>Another user or application has the same value.</summary>
    /// <param name="Property">The JSON name.</param>
    public sealed record ValueTaken(string Property) : Refusal;

    /// <param name="Property">The JSON name of a property of a user or an application.</param>
    public sealed record ValueMissing(string Property) : Refusal;

    /// <param name="Path">The property of a user or an application, with the place inside it: <c>identities[0].issuer</c>. Not the name of a secret.</param>
    /// <param name="Expected">What to write instead.</param>
    public sealed record ValueInvalid(string Path, string Expected, DirectoryObjectType Type) : Refusal;

    /// <param name="Property">A property that a user or an application does not have.</param>
    public sealed record PropertyUnknown(string Property) : Refusal;

    /// <param name="Property">A property of a user or an application that only the service sets.</param>
    public sealed record ValueReadOnly(string Property) : Refusal;

    /// <summary>The name of an extension attribute is not <c>extension_{application id without dashes}_{name}</c>.</summary>
    public sealed record ExtensionUnavailable(string Property) : Refusal;

    /// <summary>A new user has a local account but no password.</summary>
    public sealed record UserPasswordMissing : Refusal;

    public sealed record UserPasswordWeak : Refusal;

    /// <summary>The user principal name is in another domain than the tenant.</summary>
    public sealed record DomainNotVerified(string Domain) : Refusal;

    public sealed record TooManyObjects(int Limit, DirectoryObjectType Type) : Refusal;
}

/// <summary>The types of objects in the directory.</summary>
public enum DirectoryObjectType
{
    User,
    Application,
}
