using System.Security.Cryptography;
using System.Text;

namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>
/// Encrypts the data of rows with AES-256-GCM: nonce, tag, ciphertext. Kind and id are authenticated, so that data cannot be moved to another row.
/// </summary>
/// <param name="key">32 bytes. They are read when they are first needed.</param>
public sealed class EncryptingRecordSerializer(IRecordSerializer inner, Lazy<byte[]> key, IRandomSource random) : IRecordSerializer
{
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    public string GetKind(Type recordType) => inner.GetKind(recordType);

    public Type GetRecordType(string kind) => inner.GetRecordType(kind);

    public byte[] Serialize(ITenantRecord record) => Encrypt(inner.Serialize(record), GetKind(record.GetType()), record.Id.ToUpperInvariant());

    public ITenantRecord Deserialize(string kind, string id, ReadOnlySpan<byte> data) => inner.Deserialize(kind, id, Decrypt(data, kind, id));

    public byte[] CreateCheck() => Encrypt(inner.CreateCheck(), "check", "");

    public bool IsCheck(ReadOnlySpan<byte> data)
    {
        try
        {
            return inner.IsCheck(Decrypt(data, "check", ""));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private byte[] Encrypt(byte[] plain, string kind, string id)
    {
        var data = new byte[NonceLength + TagLength + plain.Length];
        random.NewBytes(NonceLength).CopyTo(data, 0);
        using var aes = new AesGcm(key.Value, TagLength);
        aes.Encrypt(data.AsSpan(0, NonceLength), plain, data.AsSpan(NonceLength + TagLength), data.AsSpan(NonceLength, TagLength), GetAssociatedData(kind, id));
        return data;
    }

    private byte[] Decrypt(ReadOnlySpan<byte> data, string kind, string id)
    {
        if (data.Length < NonceLength + TagLength)
            throw new CryptographicException("The data is too short.");
        var plain = new byte[data.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key.Value, TagLength);
        aes.Decrypt(data[..NonceLength], data[(NonceLength + TagLength)..], data[NonceLength..(NonceLength + TagLength)], plain, GetAssociatedData(kind, id));
        return plain;
    }

    private static byte[] GetAssociatedData(string kind, string id) => Encoding.UTF8.GetBytes($"{kind}\n{id}");
}
