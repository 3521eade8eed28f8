using System.Numerics;
using System.Security.Cryptography;

namespace TrustFramework.Tenants.KeySets;

/// <summary>Checks RSA keys from clients without using them: an operation with numbers of any size can take minutes.</summary>
public static class RsaKeyCheck
{
    /// <summary>graph-surface 9: the service's minimum is not published; keys that B2C creates are RSA-2048. [I]</summary>
    public const int MinBits = 2048;

    /// <summary>The limit of .NET and OpenSSL. [I]</summary>
    public const int MaxBits = 16384;

    /// <summary>The limit of OpenSSL for large keys: 64 bits. [I]</summary>
    private const int MaxExponentLength = 8;

    /// <summary>The number of bits of an unsigned number, big endian.</summary>
    public static long GetBitLength(ReadOnlySpan<byte> number)
    {
        var digits = number.TrimStart((byte)0);
        return digits.IsEmpty ? 0 : ((long)digits.Length * 8) - byte.LeadingZeroCount(digits[0]);
    }

    /// <summary>Whether the public exponent is odd, greater than one, and not longer than libraries support. RSA works with no other.</summary>
    public static bool HasValidExponent(RSAParameters key)
    {
        var exponent = key.Exponent.AsSpan().TrimStart((byte)0);
        return exponent.Length is > 0 and <= MaxExponentLength && (exponent[^1] & 1) == 1 && exponent is not [1];
    }

    /// <summary>Whether the private part belongs to the public key: RFC 8017 3.2. That p and q are primes is not checked.</summary>
    /// <param name="key">A key with all private parameters.</param>
    public static bool HasMatchingPrivatePart(RSAParameters key)
    {
        var (n, e, d, p, q) = (ToNumber(key.Modulus), ToNumber(key.Exponent), ToNumber(key.D), ToNumber(key.P), ToNumber(key.Q));
        var (dp, dq, qi) = (ToNumber(key.DP), ToNumber(key.DQ), ToNumber(key.InverseQ));
        return p > 2 && q > 2
            && n == p * q
            && (e * dp % (p - 1)).IsOne
            && (e * dq % (q - 1)).IsOne
            && d % (p - 1) == dp
            && d % (q - 1) == dq
            && (q * qi % p).IsOne;
    }

    private static BigInteger ToNumber(byte[]? bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
