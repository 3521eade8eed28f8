using System.Globalization;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>A tenant's reasons in Graph's words: the only place where the two meet. A house test walks the closed set of reasons.</summary>
internal sealed class RefusalText(CompatOptions compat)
{
    public Problem Of(Refusal refusal) => refusal switch
    {
        Refusal.PolicyNotXml r => Catalogue.PolicyNotXml.With(r.Reason),
        Refusal.PolicyInvalid r => Catalogue.PolicyInvalid.With(r.Verdict.ToMessage(compat.DuplicateMessages)) with
        {
            Hint = r.Verdict.Findings.Select(finding => finding.Hint).FirstOrDefault(hint => hint is not null),
        },
        Refusal.PolicyNotFound r => Catalogue.PolicyNotFound.With(r.PolicyId.ToUpperInvariant(), r.Tenant),
        Refusal.PolicyExists r => Catalogue.PolicyExists.With(r.PolicyId.ToUpperInvariant(), r.Tenant) with
        {
            Hint = $"PUT …/{r.PolicyId}/$value replaces a policy; POST only creates.",
        },
        Refusal.TooManyPolicies r => Catalogue.TooManyPolicies.With(r.Limit, r.Tenant),
        Refusal.TooManyTenants r => Catalogue.TooManyTenants.With(r.Limit),
        Refusal.KeySetNotFound r => KeySetHint(
            r.KeySetId, (Catalogue.KeySetNotFound with { Status = compat.MissingKeySetStatus }).With(r.KeySetId, r.Tenant)),
        Refusal.KeySetNotCreated r => KeySetHint(r.KeySetId, Catalogue.KeySetNotCreated.With(r.KeySetId, r.Tenant)),
        Refusal.KeySetExists r => Catalogue.KeySetExists.With(r.KeySetId),
        Refusal.TooManyKeySets r => Catalogue.TooManyKeySets.With(r.Limit, r.Tenant),
        Refusal.TooManyKeys r => Catalogue.TooManyKeys.With(r.Limit, r.KeySetId),
        Refusal.KeySetIdInvalid => Catalogue.FieldInvalid.With("keySet"),
        Refusal.KeyNotFound r => Catalogue.KeyNotFound.With(r.KeyId, r.Tenant),
        Refusal.KeyExists r => Catalogue.KeyExists.With(r.KeyId, r.KeyType),
        Refusal.KeyTypeMissing => Catalogue.KeyTypeMissing.With(),
        Refusal.KeyTypeUnknown r => Catalogue.KeyTypeUnknown.With(r.KeyType),
        Refusal.KeyTypesMixed => Catalogue.KeyTypesMixed.With(),
        Refusal.KeyUseUnknown r => Catalogue.KeyUseUnknown.With(r.Use),
        Refusal.KeyUsesMixed => Catalogue.KeyUsesMixed.With(),
        Refusal.KeyIdGiven => Catalogue.KeyIdGiven.With(),
        Refusal.SecretNotBase64Url => Catalogue.SecretNotBase64Url.With(),
        Refusal.RsaKeyIncomplete => Catalogue.RsaKeyIncomplete.With(),
        Refusal.RsaKeyTooShort r => Catalogue.RsaKeyTooShort.With(r.LeastBits),
        Refusal.KeyUnreadable => Catalogue.KeyUnreadable.With(),
        Refusal.KeyBadlyFormatted r => Catalogue.KeyBadlyFormatted.With(Words(r.Fault)),
        Refusal.CertificateInvalid r => Catalogue.CertificateInvalid.With(r.KeySetId, r.Tenant, Words(r.Fault)),
        Refusal.PasswordMissing => Catalogue.PasswordMissing.With(),
        Refusal.PasswordWrong => Catalogue.PasswordWrong.With(),
        Refusal.Pkcs12NotTripleDes => Catalogue.PasswordWrong.With() with
        {
            Hint = "The password may be right: the service reads PFX files of TripleDES and SHA-1 only, and this one has AES or a SHA-2 MAC. "
                + "openssl pkcs12 -export -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 … makes one that it reads; "
                + "MockServer:Compat:RejectAesPfx=false lets any pass.",
        },
        Refusal.NoActiveKey r => Catalogue.NoActiveKey.With(r.KeySetId, r.Tenant, Words(r.Reason)),
        Refusal.ParameterMissing r => Catalogue.ParameterMissing.With(r.Parameter),
        Refusal.ParameterWrong r => Catalogue.ParameterWrong.With(r.Parameter, r.Value, r.Expected),
        Refusal.ExpiryPast r => Catalogue.ExpiryPast.With(
            r.Tenant, r.KeySetId, r.Expires.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        Refusal.PropertyReadOnly r => Catalogue.PropertyReadOnly.With(r.Property),
        _ => throw new InvalidOperationException($"{refusal.GetType().Name} has no text."),
    };

    private static Problem KeySetHint(string id, Problem problem) => problem with
    {
        Hint = id.StartsWith("B2C_1A_", StringComparison.OrdinalIgnoreCase)
            ? $"Create the set first: POST /beta/trustFramework/keySets {{\"id\":\"{id}\"}}."
            : $"The ids of all sets begin with B2C_1A_, also where they were created without it: try B2C_1A_{id}.",
    };

    // The service's own words for these are not known. [I]
    private static string Words(KeyFault fault) => fault switch
    {
        KeyFault.NotBase64 => "It is not base64 encoded.",
        KeyFault.NotCertificate => "It is not a certificate in DER or PEM.",
        KeyFault.NotPkcs12 => "It cannot be read as a PKCS #12 file.",
        KeyFault.NoPrivateKey => "It holds no private key.",
        KeyFault.NotRsa => "Its key is not RSA.",
        KeyFault.CertificateOfOtherKey => "The first certificate of x5c is not that of the key.",
        KeyFault.ThumbprintOfOtherCertificate => "x5t is not the thumbprint of the first certificate of x5c.",
        _ => throw new InvalidOperationException($"{fault} has no words."),
    };

    private static string Words(NoActiveKeyReason reason) => reason switch
    {
        NoActiveKeyReason.Empty => "it has no keys",
        NoActiveKeyReason.AllDisabled => "all of its keys are disabled",
        NoActiveKeyReason.OutsideValidity => "none of its enabled keys is valid at this time",
        _ => throw new InvalidOperationException($"{reason} has no words."),
    };
}
