using System.Collections.Immutable;
using System.Security.Cryptography;

namespace TrustFramework.Tenants.KeySets;

/// <summary>The two kinds of key a set can hold: graph-surface 2.1 [D].</summary>
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

/// <summary>graph-surface 2.2 [C]; the third member of the enumeration is never a value to store.</summary>
public enum KeyStatus
{
    Enabled,
    Disabled,
}

/// <summary>One key of a set.</summary>
public sealed record Key
{
    /// <summary>Unique in its set; base64url, 43 characters.</summary>
    public required string KeyId { get; init; }

    public required KeyUse Use { get; init; }

    public KeyStatus Status { get; init; } = KeyStatus.Enabled;

    /// <summary><c>nbf</c>, Unix seconds; null when the client gave none, and no default is invented (graph-surface 5 [O]).</summary>
    public long? NotBefore { get; init; }

    /// <summary><c>exp</c>, Unix seconds; null likewise.</summary>
    public long? Expires { get; init; }

    /// <summary><c>x5c</c>: base64 DER, leaf first; empty for a key without certificate.</summary>
    public ImmutableArray<string> CertificateChain { get; init; } = [];

    /// <summary><c>x5t</c>: base64url SHA-1 of the leaf.</summary>
    public string? CertificateThumbprint { get; init; }

    public required KeyMaterial Material { get; init; }

    public KeyType Type => Material is KeyMaterial.Oct ? KeyType.Oct : KeyType.Rsa;
}

/// <summary>What must not leave the tenant, and the public part that may. Classes, so that nothing prints them by accident.</summary>
public abstract class KeyMaterial
{
    private KeyMaterial()
    {
    }

    public sealed class Oct(ReadOnlyMemory<byte> secret) : KeyMaterial
    {
        public ReadOnlyMemory<byte> Secret { get; } = secret;
    }

    /// <param name="parameters">With the private part, or with the public part alone.</param>
    public sealed class Rsa(RSAParameters parameters) : KeyMaterial
    {
        public RSAParameters Parameters { get; } = parameters;
    }
}
