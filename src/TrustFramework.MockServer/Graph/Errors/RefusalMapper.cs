using System.Globalization;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Maps the refusals of a tenant to Graph's errors. A test checks that every refusal is mapped.</summary>
internal sealed class RefusalMapper(CompatOptions compat)
{
    public GraphError Map(Refusal refusal) => refusal switch
    {
        Refusal.PolicyNotXml r => PolicyErrors.PolicyNotXml.CreateError(r.Error.Message) with { Hint = r.Error.Hint },
        Refusal.PolicyInvalid r => PolicyErrors.PolicyInvalid.CreateError(r.Result.ToMessage(compat.DuplicateMessages)) with
        {
            Hint = r.Result.Findings.Select(finding => finding.Hint).FirstOrDefault(hint => hint is not null),
            LogMessage = r.Result.ToMessage(printTwice: false),
        },
        Refusal.PolicyNotFound r => PolicyErrors.PolicyNotFound.CreateError(r.PolicyId.ToUpperInvariant(), r.Tenant),
        Refusal.PolicyExists r => PolicyErrors.PolicyExists.CreateError(r.PolicyId.ToUpperInvariant(), r.Tenant) with
        {
            Hint = $"POST only creates a policy. To replace it: PUT …/{r.PolicyId}/$value.",
        },
        Refusal.TooManyPolicies r => PolicyErrors.TooManyPolicies.CreateError(r.Limit, r.Tenant),
        Refusal.TooManyTenants r => GraphErrorCatalog.TooManyTenants.CreateError(r.Limit),
        Refusal.KeySetNotFound r => AddKeySetHint(
            r.KeySetId, (KeySetErrors.KeySetNotFound with { Status = compat.MissingKeySetStatus }).CreateError(r.KeySetId, r.Tenant)),
        Refusal.KeySetNotCreated r => AddKeySetHint(r.KeySetId, KeySetErrors.KeySetNotCreated.CreateError(r.KeySetId, r.Tenant)),
        Refusal.KeySetExists r => KeySetErrors.KeySetExists.CreateError(r.KeySetId),
        Refusal.TooManyKeySets r => KeySetErrors.TooManyKeySets.CreateError(r.Limit, r.Tenant),
        Refusal.TooManyKeys r => KeySetErrors.TooManyKeys.CreateError(r.Limit, r.KeySetId),
        Refusal.KeySetIdInvalid => GraphErrorCatalog.FieldInvalid.CreateError("keySet"),
        Refusal.KeyNotFound r => KeySetErrors.KeyNotFound.CreateError(r.KeyId, r.Tenant),
        Refusal.KeyExists r => KeySetErrors.KeyExists.CreateError(r.KeyId, r.KeyType),
        Refusal.KeyTypeMissing => KeySetErrors.KeyTypeMissing.CreateError(),
        Refusal.KeyTypeUnknown r => KeySetErrors.KeyTypeUnknown.CreateError(r.KeyType),
        Refusal.KeyTypesMixed => KeySetErrors.KeyTypesMixed.CreateError(),
        Refusal.KeyUseUnknown r => KeySetErrors.KeyUseUnknown.CreateError(r.Use),
        Refusal.KeyUsesMixed => KeySetErrors.KeyUsesMixed.CreateError(),
        Refusal.KeyIdGiven => KeySetErrors.KeyIdGiven.CreateError(),
        Refusal.SecretNotBase64Url => KeySetErrors.SecretNotBase64Url.CreateError(),
        Refusal.RsaKeyIncomplete => KeySetErrors.RsaKeyIncomplete.CreateError(),
        Refusal.RsaKeyTooShort r => KeySetErrors.RsaKeyTooShort.CreateError(r.MinBits),
        Refusal.KeyUnreadable => KeySetErrors.KeyUnreadable.CreateError(),
        Refusal.KeyBadlyFormatted r => KeySetErrors.KeyBadlyFormatted.CreateError(Describe(r.Error)),
        Refusal.CertificateInvalid r => KeySetErrors.CertificateInvalid.CreateError(r.KeySetId, r.Tenant, Describe(r.Error)),
        Refusal.PasswordMissing => KeySetErrors.PasswordMissing.CreateError(),
        Refusal.PasswordWrong => KeySetErrors.PasswordWrong.CreateError(),
        Refusal.Pkcs12NotTripleDes => KeySetErrors.PasswordWrong.CreateError() with
        {
            Hint = "The password may be correct. The service reads only PFX files with TripleDES and SHA-1, and this file uses AES or a SHA-2 MAC. "
                + "To create a compatible file: openssl pkcs12 -export -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 … "
                + "To accept every file: MockServer:Compat:RejectAesPfx=false.",
        },
        Refusal.NoActiveKey r => KeySetErrors.NoActiveKey.CreateError(r.KeySetId, r.Tenant, Describe(r.Reason)),
        Refusal.ParameterMissing r => KeySetErrors.ParameterMissing.CreateError(r.Parameter),
        Refusal.ParameterWrong r => KeySetErrors.ParameterWrong.CreateError(r.Parameter, r.Value, r.Expected),
        Refusal.ExpiryPast r => KeySetErrors.ExpiryPast.CreateError(
            r.Tenant, r.KeySetId, r.Expires.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        Refusal.PropertyReadOnly r => KeySetErrors.PropertyReadOnly.CreateError(r.Property),
        _ => MapDirectoryRefusal(refusal),
    };

    private static GraphError MapDirectoryRefusal(Refusal refusal) => refusal switch
    {
        Refusal.ObjectNotFound r => GraphErrorCatalog.DirectoryObjectNotFound.CreateError(r.ObjectId),
        Refusal.ValueTaken r => DirectoryErrors.ValueTaken.CreateError(r.Property),
        Refusal.ValueMissing r => DirectoryErrors.ValueMissing.CreateError(r.Property),
        Refusal.ValueInvalid r => DirectoryErrors.ValueInvalid.CreateError(r.Path.Split('.', '[')[0], r.Type) with { Hint = $"{r.Path}: {r.Expected}" },
        Refusal.PropertyUnknown r => DirectoryErrors.PropertyUnknown.CreateError(r.Property) with
        {
            Hint = "docs/users-and-applications.md lists the properties that TrustFramework.MockServer stores.",
        },
        Refusal.ValueReadOnly r => DirectoryErrors.ValueReadOnly.CreateError(r.Property),
        Refusal.ExtensionUnavailable r => DirectoryErrors.ExtensionUnavailable.CreateError(r.Property) with
        {
            Hint = "The name of an extension property is extension_{appId without dashes}_{name}. The application need not exist.",
        },
        Refusal.UserPasswordMissing => DirectoryErrors.UserPasswordMissing.CreateError(),
        Refusal.UserPasswordWeak => DirectoryErrors.UserPasswordWeak.CreateError() with
        {
            Hint = "A password has 8 to 256 characters, and three of lowercase letters, uppercase letters, digits and symbols. To accept any: \"passwordPolicies\":\"DisableStrongPassword\".",
        },
        Refusal.DomainNotVerified r => DirectoryErrors.DomainNotVerified.CreateError() with { Hint = $"The tenant's domain is {r.Domain}." },
        Refusal.TooManyObjects r => DirectoryErrors.TooManyObjects.CreateError(r.Limit, r.Type),
        _ => throw new InvalidOperationException($"{refusal.GetType().Name} has no message."),
    };

    private static GraphError AddKeySetHint(string id, GraphError error) => error with
    {
        Hint = KeySet.IsBackup(id) ? "Only deleting a set creates a backup. A backup can be read and deleted, but not changed."
            : id.StartsWith(KeySet.IdPrefix, StringComparison.OrdinalIgnoreCase)
                ? $"Create the set first: POST /beta/trustFramework/keySets {{\"id\":\"{id}\"}}."
                : $"Key set ids start with {KeySet.IdPrefix}; the service adds the prefix when a set is created without it: try {KeySet.IdPrefix}{id}.",
    };

    // The service's texts are not known. [I]
    private static string Describe(KeyError error) => error switch
    {
        KeyError.NotBase64 => "It is not base64 encoded.",
        KeyError.NotCertificate => "It is not a certificate in DER or PEM.",
        KeyError.NotPkcs12 => "It cannot be read as a PKCS #12 file.",
        KeyError.Pkcs12TooExpensive => "It takes too long to decrypt. Export it again with at most 10000 iterations.",
        KeyError.TooManyCertificates => "It contains too many certificates.",
        KeyError.NoPrivateKey => "It contains no private key.",
        KeyError.NotRsa => "Its key is not RSA.",
        KeyError.CertificateOfOtherKey => "The first certificate of x5c is not that of the key.",
        KeyError.ThumbprintOfOtherCertificate => "x5t is not the thumbprint of the first certificate of x5c.",
        _ => throw new InvalidOperationException($"{error} has no text."),
    };

    private static string Describe(NoActiveKeyReason reason) => reason switch
    {
        NoActiveKeyReason.Empty => "it has no keys",
        NoActiveKeyReason.AllDisabled => "all of its keys are disabled",
        NoActiveKeyReason.OutsideValidity => "none of its enabled keys is valid at this time",
        _ => throw new InvalidOperationException($"{reason} has no text."),
    };
}
