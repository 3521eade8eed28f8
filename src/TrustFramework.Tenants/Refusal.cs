using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants;

/// <summary>Every reason why a tenant says no: a closed set. Which code, text and status each has is the front door's business.</summary>
public abstract record Refusal
{
    private Refusal()
    {
    }

    /// <param name="Reason">The XML reader's own words, with line and position.</param>
    public sealed record PolicyNotXml(string Reason) : Refusal;

    public sealed record PolicyInvalid(ValidationResult Result) : Refusal;

    public sealed record PolicyNotFound(string PolicyId, TenantId Tenant) : Refusal;

    public sealed record PolicyExists(string PolicyId, TenantId Tenant) : Refusal;

    public sealed record TooManyPolicies(int Limit, TenantId Tenant) : Refusal;

    /// <summary>A tenant that holds nothing was to hold something, and there are as many as there may be.</summary>
    public sealed record TooManyTenants(int Limit) : Refusal;

    public sealed record KeySetNotFound(string KeySetId, TenantId Tenant) : Refusal;

    /// <summary>A key was to be put into a set that does not exist.</summary>
    public sealed record KeySetNotCreated(string KeySetId, TenantId Tenant) : Refusal;

    public sealed record KeySetExists(string KeySetId) : Refusal;

    public sealed record TooManyKeySets(int Limit, TenantId Tenant) : Refusal;

    public sealed record TooManyKeys(int Limit, string KeySetId) : Refusal;

    /// <summary>An id with characters that no key set can have.</summary>
    public sealed record KeySetIdInvalid(string KeySetId) : Refusal;

    public sealed record KeyNotFound(string KeyId, TenantId Tenant) : Refusal;

    /// <param name="KeyType">RSA or oct.</param>
    public sealed record KeyExists(string KeyId, string KeyType) : Refusal;

    public sealed record KeyTypeMissing : Refusal;

    public sealed record KeyTypeUnknown(string KeyType) : Refusal;

    public sealed record KeyTypesMixed : Refusal;

    public sealed record KeyUseUnknown(string Use) : Refusal;

    public sealed record KeyUsesMixed : Refusal;

    /// <summary>A key in a payload brought its own <c>kid</c>.</summary>
    public sealed record KeyIdGiven : Refusal;

    public sealed record SecretNotBase64Url : Refusal;

    public sealed record RsaKeyIncomplete : Refusal;

    public sealed record RsaKeyTooShort(int MinBits) : Refusal;

    public sealed record KeyUnreadable : Refusal;

    public sealed record KeyBadlyFormatted(KeyError Error) : Refusal;

    public sealed record CertificateInvalid(string KeySetId, TenantId Tenant, KeyError Error) : Refusal;

    /// <summary>A PFX file came without a password, or with a blank one.</summary>
    public sealed record PasswordMissing : Refusal;

    public sealed record PasswordWrong : Refusal;

    /// <summary>A PFX file that the service cannot decrypt, whatever the password; it says that the password is wrong.</summary>
    public sealed record Pkcs12NotTripleDes : Refusal;

    public sealed record NoActiveKey(string KeySetId, TenantId Tenant, NoActiveKeyReason Reason) : Refusal;

    /// <param name="Parameter">The wire name of what is not there: <c>k</c>, <c>use</c>, <c>id</c>.</param>
    public sealed record ParameterMissing(string Parameter) : Refusal;

    /// <param name="Parameter">Its wire name. Never the name of a secret, since the value is shown.</param>
    public sealed record ParameterWrong(string Parameter, string Value, string Expected) : Refusal;

    public sealed record ExpiryPast(string KeySetId, TenantId Tenant, DateTimeOffset Expires) : Refusal;

    /// <param name="Property">The wire name of a property that only the service sets.</param>
    public sealed record PropertyReadOnly(string Property) : Refusal;
}
