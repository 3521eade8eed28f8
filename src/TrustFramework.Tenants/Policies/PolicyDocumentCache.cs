using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Policies;

/// <summary>Reads stored policies, and keeps those that were read last. Policies with the same content share one document, also those of different tenants.</summary>
public sealed class PolicyDocumentCache
{
    /// <summary>The total length of the files in bytes. A document takes several times the memory of its file.</summary>
    private const long MaxSize = 16 * 1024 * 1024;

    private readonly BoundedCache<string, PolicyDocument> _documentsByContent = new(MaxSize, StringComparer.Ordinal);

    public PolicyDocument Read(StoredPolicy policy)
    {
        if (_documentsByContent.Find(policy.ContentHash) is { } cached)
            return cached;
        var document = PolicyReader.Read(policy.Content).Value;
        Add(document);
        return document;
    }

    /// <summary>Keeps a document that was just read, because the policies that inherit from it are often uploaded next.</summary>
    public void Add(PolicyDocument document) => _documentsByContent.Set(document.ContentHash, document, document.Length);
}
