using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.KeySets;

/// <summary>Reads certificates that clients upload to a key set.</summary>
internal sealed class CertificateReader(string keySetId, TenantId tenant)
{
    /// <summary>In one upload. Chains have three or four. [I]</summary>
    public const int MaxCertificates = 20;

    private const string PemStart = "-----BEGIN ";

    /// <summary>
    /// Reads the public key of a certificate in base64 of DER (graph-surface K8 [D]), PEM, or base64 of PEM, because clients encode a PEM file
    /// as it is. PEM may also contain the issuers after the certificate.
    /// </summary>
    public Result<CertifiedKey, Refusal> Read(string content)
    {
        if (content.Contains(PemStart, StringComparison.Ordinal))
            return ReadPem(content);
        if (Base64.Decode(content) is not { } bytes)
            return new Refusal.KeyBadlyFormatted(KeyError.NotBase64);
        return bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0 ? ReadPem(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')) : ToCertifiedKey([bytes]);
    }

    /// <summary>Compares the <c>x5c</c> and <c>x5t</c> of a JWK with its key, and returns the draft to store.</summary>
    public Result<KeyDraft, Refusal> Check(KeyDraft draft, KeyMaterial material)
    {
        if (draft.CertificateChain.IsEmpty || material is not KeyMaterial.Rsa { Parameters: var key })
            return draft;
        if (draft.CertificateChain.Length > MaxCertificates)
            return Invalid(KeyError.TooManyCertificates);
        byte[]?[] chain = [.. draft.CertificateChain.Select(Base64.Decode)];
        if (chain.Contains(null))
            return Invalid(KeyError.NotBase64);
        return ToCertifiedKey(chain!).Then<KeyDraft>(certified =>
            !HasSamePublicKey(certified.Material.Parameters, key) ? new Refusal.KeyBadlyFormatted(KeyError.CertificateOfOtherKey)
            : draft.CertificateThumbprint is { } given && given != certified.Thumbprint
                ? new Refusal.KeyBadlyFormatted(KeyError.ThumbprintOfOtherCertificate)
            : draft with { CertificateChain = [.. chain.Select(der => Convert.ToBase64String(der!))] });
    }

    private Result<CertifiedKey, Refusal> ReadPem(string pem)
    {
        // The search for the end of a block that has none reads the rest of the text, and starts again at the next block.
        if (pem.AsSpan().Count(PemStart) > MaxCertificates)
            return Invalid(KeyError.TooManyCertificates);
        var certificates = new List<byte[]>();
        for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
        {
            if (rest[found.Label] is not "CERTIFICATE")
                return Invalid(KeyError.NotCertificate);
            certificates.Add(Convert.FromBase64String(rest[found.Base64Data].ToString()));
        }

        return certificates.Count == 0 ? Invalid(KeyError.NotCertificate) : ToCertifiedKey(certificates);
    }

    private Result<CertifiedKey, Refusal> ToCertifiedKey(IReadOnlyList<byte[]> encoded)
    {
        var certificates = new List<X509Certificate2>();
        try
        {
            certificates.AddRange(encoded.Select(X509CertificateLoader.LoadCertificate));
            using var key = certificates[0].GetRSAPublicKey();
            return key is null
                ? Invalid(KeyError.NotRsa)
                : CertifiedKey.Create(key.ExportParameters(includePrivateParameters: false), certificates[0], certificates.Skip(1));
        }
        catch (CryptographicException)
        {
            return Invalid(KeyError.NotCertificate);
        }
        finally
        {
            certificates.ForEach(certificate => certificate.Dispose());
        }
    }

    private static bool HasSamePublicKey(RSAParameters key, RSAParameters other) =>
        key.Modulus.AsSpan().SequenceEqual(other.Modulus) && key.Exponent.AsSpan().SequenceEqual(other.Exponent);

    private Refusal.CertificateInvalid Invalid(KeyError error) => new(keySetId, tenant, error);
}
