using System.Security.Cryptography;
using System.Text;

namespace TrustFramework.Tenants.Applications;

/// <summary>
/// The hash of a client secret: HMAC-SHA256 with a salt. It is fast, because every token request of a confidential client computes it, and a generated
/// secret has too much entropy to be guessed. A class, so that no generated ToString prints it.
/// </summary>
public sealed class SecretHash(ReadOnlyMemory<byte> salt, ReadOnlyMemory<byte> hash)
{
    private const int SaltLength = 16;

    public ReadOnlyMemory<byte> Salt { get; } = salt;

    public ReadOnlyMemory<byte> Hash { get; } = hash;

    public static SecretHash Create(string secret, IRandomSource random)
    {
        var salt = random.NewBytes(SaltLength);
        return new SecretHash(salt, HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(secret)));
    }

    public bool Verify(string secret) => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Salt.Span, Encoding.UTF8.GetBytes(secret)), Hash.Span);
}
