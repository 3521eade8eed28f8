using System.Security.Cryptography;
using System.Text;

namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>
/// Encrypts the data of rows with AES-256-GCM: nonce, tag, ciphertext. Tenant, kind and id are authenticated, so that data cannot be moved to another
/// row.
/// </summary>
/// <param name="key">32 bytes. They are read when they are first needed.</param>
public sealed class RowEncryption(Lazy<byte[]> key, IRandomSource random)
{
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    public byte[] Encrypt(TenantId tenant, string kind, string id, ReadOnlySpan<byte> plain)
    {
        var data = new byte[NonceLength + TagLength + plain.Length];
        random.NewBytes(NonceLength).CopyTo(data, 0);
        using var aes = new AesGcm(key.Value, TagLength);
        aes.Encrypt(
            data.AsSpan(0, NonceLength), plain, data.AsSpan(NonceLength + TagLength), data.AsSpan(NonceLength, TagLength), GetAssociatedData(tenant, kind, id));
        return data;
    }

    /// <exception cref="CryptographicException">The data was encrypted with another key or for another row, or was changed.</exception>
    public byte[] Decrypt(TenantId tenant, string kind, string id, ReadOnlySpan<byte> data)
    {
        if (data.Length < NonceLength + TagLength)
            throw new CryptographicException("The data is too short.");
        var plain = new byte[data.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key.Value, TagLength);
        aes.Decrypt(
            data[..NonceLength], data[(NonceLength + TagLength)..], data[NonceLength..(NonceLength + TagLength)], plain, GetAssociatedData(tenant, kind, id));
        return plain;
    }

    /// <summary>Data that <see cref="IsCheck"/> recognizes.</summary>
    internal byte[] CreateCheck() => Encrypt(TenantId.Global, "check", "", []);

    /// <summary>Whether the data was created with the same key.</summary>
    internal bool IsCheck(ReadOnlySpan<byte> data)
    {
        try
        {
            return Decrypt(TenantId.Global, "check", "", data).Length == 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] GetAssociatedData(TenantId tenant, string kind, string id) => Encoding.UTF8.GetBytes($"{tenant}\n{kind}\n{id}");
}
