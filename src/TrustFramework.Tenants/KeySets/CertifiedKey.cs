using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TrustFramework.Tenants.KeySets;

/// <summary>An RSA key and the properties that come from its certificates.</summary>
/// <param name="Chain"><c>x5c</c>: base64 DER, the key's own certificate first, each followed by its issuer.</param>
/// <param name="Thumbprint"><c>x5t</c>: base64url SHA-1 of the first certificate.</param>
/// <param name="NotBefore">Of the first certificate, Unix seconds.</param>
/// <param name="Expires">Of the first certificate, Unix seconds.</param>
internal sealed record CertifiedKey(KeyMaterial.Rsa Material, ImmutableArray<string> Chain, string Thumbprint, long NotBefore, long Expires)
{
    /// <param name="leaf">The key's own certificate.</param>
    /// <param name="others">Certificates from the same upload. Those that are not in the leaf's chain of issuers are left out.</param>
    public static CertifiedKey Create(RSAParameters key, X509Certificate2 leaf, IEnumerable<X509Certificate2> others) => new(
        new KeyMaterial.Rsa(key),
        [.. BuildChain(leaf, [.. others]).Select(certificate => Convert.ToBase64String(certificate.RawDataMemory.Span))],
        ComputeThumbprint(leaf),
        new DateTimeOffset(leaf.NotBefore).ToUnixTimeSeconds(),
        new DateTimeOffset(leaf.NotAfter).ToUnixTimeSeconds());

    /// <summary>SHA-1, as RFC 7517 4.8 specifies.</summary>
    public static string ComputeThumbprint(X509Certificate2 certificate) => Base64Url.EncodeToString(certificate.GetCertHash());

    private static IEnumerable<X509Certificate2> BuildChain(X509Certificate2 leaf, List<X509Certificate2> others)
    {
        for (var certificate = leaf; certificate is not null;)
        {
            yield return certificate;
            var (current, issuer) = (certificate.RawDataMemory, certificate.IssuerName.RawData);
            others.RemoveAll(other => other.RawDataMemory.Span.SequenceEqual(current.Span));
            certificate = others.Find(other => other.SubjectName.RawData.AsSpan().SequenceEqual(issuer));
        }
    }
}
