using System.Globalization;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>A tenant's reasons in Graph's words: the only place where the two meet. A house test walks the closed set of reasons.</summary>
internal sealed class RefusalMapper(CompatOptions compat)
{
    public GraphError Map(Refusal refusal) => refusal switch
    {
        Refusal.PolicyNotXml r => GraphErrorCatalog.PolicyNotXml.CreateError(r.Reason),
        Refusal.PolicyInvalid r => GraphErrorCatalog.PolicyInvalid.CreateError(r.Result.ToMessage(compat.DuplicateMessages)) with
        {
            Hint = r.Result.Findings.Select(finding => finding.Hint).FirstOrDefault(hint => hint is not null),
        },
        Refusal.PolicyNotFound r => GraphErrorCatalog.PolicyNotFound.CreateError(r.PolicyId.ToUpperInvariant(), r.Tenant),
        Refusal.PolicyExists r => GraphErrorCatalog.PolicyExists.CreateError(r.PolicyId.ToUpperInvariant(), r.Tenant) with
        {
            Hint = $"PUT …/{r.PolicyId}/$value replaces a policy; POST only creates.",
        },
        Refusal.TooManyPolicies r => GraphErrorCatalog.TooManyPolicies.CreateError(r.Limit, r.Tenant),
        Refusal.TooManyTenants r => GraphErrorCatalog.TooManyTenants.CreateError(r.Limit),
        Refusal.KeySetNotFound r => AddKeySetHint(
            r.KeySetId, (GraphErrorCatalog.KeySetNotFound with { Status = compat.MissingKeySetStatus }).CreateError(r.KeySetId, r.Tenant)),
        Refusal.KeySetNotCreated r => AddKeySetHint(r.KeySetId, GraphErrorCatalog.KeySetNotCreated.CreateError(r.KeySetId, r.Tenant)),
        Refusal.KeySetExists r => GraphErrorCatalog.KeySetExists.CreateError(r.KeySetId),
        Refusal.TooManyKeySets r => GraphErrorCatalog.TooManyKeySets.CreateError(r.Limit, r.Tenant),
        Refusal.TooManyKeys r => GraphErrorCatalog.TooManyKeys.CreateError(r.Limit, r.KeySetId),
        Refusal.KeySetIdInvalid => GraphErrorCatalog.FieldInvalid.CreateError("keySet"),
        Refusal.KeyNotFound r => GraphErrorCatalog.KeyNotFound.CreateError(r.KeyId, r.Tenant),
        Refusal.KeyExists r => GraphErrorCatalog.KeyExists.CreateError(r.KeyId, r.KeyType),
        Refusal.KeyTypeMissing => GraphErrorCatalog.KeyTypeMissing.CreateError(),
        Refusal.KeyTypeUnknown r => GraphErrorCatalog.KeyTypeUnknown.CreateError(r.KeyType),
        Refusal.KeyTypesMixed => GraphErrorCatalog.KeyTypesMixed.CreateError(),
        Refusal.KeyUseUnknown r => GraphErrorCatalog.KeyUseUnknown.CreateError(r.Use),
        Refusal.KeyUsesMixed => GraphErrorCatalog.KeyUsesMixed.CreateError(),
        Refusal.KeyIdGiven => GraphErrorCatalog.KeyIdGiven.CreateError(),
        Refusal.SecretNotBase64Url => GraphErrorCatalog.SecretNotBase64Url.CreateError(),
        Refusal.RsaKeyIncomplete => GraphErrorCatalog.RsaKeyIncomplete.CreateError(),
        Refusal.RsaKeyTooShort r => GraphErrorCatalog.RsaKeyTooShort.CreateError(r.MinBits),
        Refusal.KeyUnreadable => GraphErrorCatalog.KeyUnreadable.CreateError(),
        Refusal.KeyBadlyFormatted r => GraphErrorCatalog.KeyBadlyFormatted.CreateError(Describe(r.Error)),
        Refusal.CertificateInvalid r => GraphErrorCatalog.CertificateInvalid.CreateError(r.KeySetId, r.Tenant, Describe(r.Error)),
        Refusal.PasswordMissing => GraphErrorCatalog.PasswordMissing.CreateError(),
        Refusal.PasswordWrong => GraphErrorCatalog.PasswordWrong.CreateError(),
        Refusal.Pkcs12NotTripleDes => GraphErrorCatalog.PasswordWrong.CreateError() with
        {
            Hint = "The password may be right: the service reads PFX files of TripleDES and SHA-1 only, and this one has AES or a SHA-2 MAC. "
                + "openssl pkcs12 -export -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 … makes one that it reads; "
                + "MockServer:Compat:RejectAesPfx=false lets any pass.",
        },
        Refusal.NoActiveKey r => GraphErrorCatalog.NoActiveKey.CreateError(r.KeySetId, r.Tenant, Describe(r.Reason)),
        Refusal.ParameterMissing r => GraphErrorCatalog.ParameterMissing.CreateError(r.Parameter),
        Refusal.ParameterWrong r => GraphErrorCatalog.ParameterWrong.CreateError(r.Parameter, r.Value, r.Expected),
        Refusal.ExpiryPast r => GraphErrorCatalog.ExpiryPast.CreateError(
            r.Tenant, r.KeySetId, r.Expires.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        Refusal.PropertyReadOnly r => GraphErrorCatalog.PropertyReadOnly.CreateError(r.Property),
        _ => throw new InvalidOperationException($"{refusal.GetType().Name} has no text."),
    };

    private static GraphError AddKeySetHint(string id, GraphError problem) => problem with
    {
        Hint = id.StartsWith("B2C_1A_", StringComparison.OrdinalIgnoreCase)
            ? $"Create the set first: POST /beta/trustFramework/keySets {{\"id\":\"{id}\"}}."
            : $"The ids of all sets begin with B2C_1A_, also where they were created without it: try B2C_1A_{id}.",
    };

    // The service's own words for these are not known. [I]
    private static string Describe(KeyError fault) => fault switch
    {
        KeyError.NotBase64 => "It is not base64 encoded.",
        KeyError.NotCertificate => "It is not a certificate in DER or PEM.",
        KeyError.NotPkcs12 => "It cannot be read as a PKCS #12 file.",
        KeyError.NoPrivateKey => "It holds no private key.",
        KeyError.NotRsa => "Its key is not RSA.",
        KeyError.CertificateOfOtherKey => "The first certificate of x5c is not that of the key.",
        KeyError.ThumbprintOfOtherCertificate => "x5t is not the thumbprint of the first certificate of x5c.",
        _ => throw new InvalidOperationException($"{fault} has no words."),
    };

    private static string Describe(NoActiveKeyReason reason) => reason switch
    {
        NoActiveKeyReason.Empty => "it has no keys",
        NoActiveKeyReason.AllDisabled => "all of its keys are disabled",
        NoActiveKeyReason.OutsideValidity => "none of its enabled keys is valid at this time",
        _ => throw new InvalidOperationException($"{reason} has no words."),
    };
}
