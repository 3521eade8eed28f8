using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace TrustFramework.Tenants.KeySets;

/// <summary>The types of keys in a set: graph-surface 2.1 [D].</summary>
public enum KeyType
{
    Rsa,
    Oct,
}

public enum KeyUse
{
    /// <summary><c>sig</c></summary>
    Signature,

    /// <summary><c>enc</c></summary>
    Encryption,
}

/// <summary>graph-surface 2.2 [C]. The third member of the service's enumeration is never stored.</summary>
public enum KeyStatus
{
    Enabled,
    Disabled,
}

/// <summary>One key of a set.</summary>
public sealed record Key
{
    private const int MaxIdLength = 128;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~:=+@");

    /// <summary>Unique in the set; base64url, 43 characters unless a seed sets it.</summary>
    public required string KeyId { get; init; }

    public required KeyUse Use { get; init; }

    public KeyStatus Status { get; init; } = KeyStatus.Enabled;

    /// <summary><c>nbf</c>, Unix seconds; null when the client sent none. There is no default (graph-surface 5 [O]).</summary>
    public long? NotBefore { get; init; }

    /// <summary><c>exp</c>, Unix seconds; null when the client sent none.</summary>
    public long? Expires { get; init; }

    /// <summary><c>x5c</c>: base64 DER, leaf first; empty for a key without certificate.</summary>
    public ImmutableArray<string> CertificateChain { get; init; } = [];

    /// <summary><c>x5t</c>: base64url SHA-1 of the leaf.</summary>
    public string? CertificateThumbprint { get; init; }

    public required KeyMaterial Material { get; init; }

    /// <summary>The rule of <see cref="IsValidId"/> in words.</summary>
    public static string ValidIds => "1 to 128 letters, digits and - _ . ~ : = + @, not only dots";

    /// <summary>Whether a seed or a snapshot may give a key this id. Clients use it as a segment of a path.</summary>
    public static bool IsValidId(string id) =>
        id.Length is > 0 and <= MaxIdLength && !id.AsSpan().ContainsAnyExcept(IdCharacters) && id.AsSpan().ContainsAnyExcept('.');

    public KeyType Type => Material is KeyMaterial.Oct ? KeyType.Oct : KeyType.Rsa;
}

/// <summary>The secret and public parts of a key. Classes, not records, so that no generated ToString prints a secret.</summary>
public abstract class KeyMaterial
{
    private KeyMaterial()
    {
    }

    public sealed class Oct(ReadOnlyMemory<byte> secret) : KeyMaterial
    {
        public ReadOnlyMemory<byte> Secret { get; } = secret;
    }

    /// <param name="parameters">With or without the private part.</param>
    public sealed class Rsa(RSAParameters parameters) : KeyMaterial
    {
        public RSAParameters Parameters { get; } = parameters;
    }
}
