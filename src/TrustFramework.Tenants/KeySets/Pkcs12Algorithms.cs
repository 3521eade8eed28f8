using System.Formats.Asn1;

namespace TrustFramework.Tenants.KeySets;

/// <summary>Reads how a PFX file is protected, as far as that is readable without the password: RFC 7292 4.</summary>
internal static class Pkcs12Algorithms
{
    private const string Data = "1.2.840.113549.1.7.1";
    private const string EncryptedData = "1.2.840.113549.1.7.6";
    private const string ShroudedKeyBag = "1.2.840.113549.1.12.10.1.2";
    private const string Sha1 = "1.3.14.3.2.26";

    /// <summary>The password-based encryption schemes of PKCS #12: SHA-1 with TripleDES, RC2 or RC4.</summary>
    private const string Pkcs12PbePrefix = "1.2.840.113549.1.12.1.";

    private static readonly Asn1Tag Explicit0 = new(TagClass.ContextSpecific, 0);

    /// <summary>The object identifiers of all encryptions and of the MAC's digest; null when the file is not a PFX file.</summary>
    public static IReadOnlyList<string>? Read(ReadOnlyMemory<byte> file)
    {
        var algorithms = new List<string>();
        try
        {
            var pfx = new AsnReader(file, AsnEncodingRules.BER).ReadSequence();
            _ = pfx.ReadInteger();
            foreach (var (type, content) in ReadContentInfos(ReadOctets(ReadContent(pfx.ReadSequence(), Data))))
            {
                if (type == EncryptedData)
                    algorithms.Add(ReadEncryptedDataAlgorithm(content));
                else if (type == Data)
                    algorithms.AddRange(ReadKeyBagAlgorithms(ReadOctets(content)));
            }

            if (pfx.HasData)
                algorithms.Add(ReadAlgorithm(pfx.ReadSequence().ReadSequence()));
            return algorithms;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>
    /// True for the algorithms of Windows releases before the one that added both AES and a SHA-2 MAC for PFX files. The service behaves like
    /// those releases. [I] from clients E-ks7 [O]
    /// </summary>
    public static bool IsLegacy(string algorithm) =>
        algorithm == Sha1 || algorithm.StartsWith(Pkcs12PbePrefix, StringComparison.Ordinal);

    private static IEnumerable<(string Type, AsnReader Content)> ReadContentInfos(AsnReader authenticatedSafe)
    {
        for (var contents = authenticatedSafe.ReadSequence(); contents.HasData;)
        {
            var info = contents.ReadSequence();
            yield return (info.ReadObjectIdentifier(), info.ReadSequence(Explicit0));
        }
    }

    private static string ReadEncryptedDataAlgorithm(AsnReader content)
    {
        var data = content.ReadSequence();
        _ = data.ReadInteger();
        var encrypted = data.ReadSequence();
        _ = encrypted.ReadObjectIdentifier();
        return ReadAlgorithm(encrypted);
    }

    private static IEnumerable<string> ReadKeyBagAlgorithms(AsnReader safeContents)
    {
        for (var bags = safeContents.ReadSequence(); bags.HasData;)
        {
            var bag = bags.ReadSequence();
            if (bag.ReadObjectIdentifier() == ShroudedKeyBag)
                yield return ReadAlgorithm(bag.ReadSequence(Explicit0).ReadSequence());
        }
    }

    /// <summary>The content of a ContentInfo, which must have the given type.</summary>
    private static AsnReader ReadContent(AsnReader info, string type) =>
        info.ReadObjectIdentifier() == type ? info.ReadSequence(Explicit0) : throw new AsnContentException();

    private static AsnReader ReadOctets(AsnReader content) => new(content.ReadOctetString(), AsnEncodingRules.BER);

    private static string ReadAlgorithm(AsnReader reader) => reader.ReadSequence().ReadObjectIdentifier();
}
