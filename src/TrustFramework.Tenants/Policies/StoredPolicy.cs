using System.Security.Cryptography;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Policies;

/// <summary>An accepted policy. It is read again when it is needed: see <see cref="PolicyDocumentCache"/>.</summary>
/// <param name="id">See <see cref="Id"/>.</param>
/// <param name="content">A well-formed file in UTF-8.</param>
public sealed class StoredPolicy(string id, ReadOnlyMemory<byte> content) : ITenantRecord
{
    private string? _contentHash;

    /// <summary>In the letter case of the first upload. A later upload in other letters does not change it.</summary>
    public string Id { get; } = id;

    public ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>The SHA-256 of <see cref="Content"/> in hexadecimal digits.</summary>
    public string ContentHash => _contentHash ??= Convert.ToHexString(SHA256.HashData(Content.Span));
}
