using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Policies;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>A stored policy. It is not validated again, because it was validated when it was stored.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PolicySnapshot
{
    /// <summary>The limit of an upload, and room for the <c>PublicPolicyUri</c> that the upload adds.</summary>
    private const int MaxBytes = RequestBodyMetadata.DefaultMaxRequestBodySize + 1024;

    public required string Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Base64 { get; init; }

    public static PolicySnapshot From(StoredPolicy policy, bool secrets)
    {
        var (content, base64) = FileContentEncoding.Encode(policy.Content);
        return new PolicySnapshot { Id = policy.Id, Content = content, Base64 = base64 };
    }

    /// <summary>The policy without the checks of <see cref="Read"/>.</summary>
    public Result<StoredPolicy, SnapshotError> ReadStored() => FileContentEncoding.Decode(Content, Base64).Map(bytes => new StoredPolicy(Id, bytes));

    public Result<StoredPolicy, SnapshotError> Read() => FileContentEncoding.Decode(Content, Base64).Then<StoredPolicy>(bytes =>
    {
        if (bytes.Length > MaxBytes)
            return new SnapshotError(".content", $"The content has {bytes.Length} bytes. A policy has at most {MaxBytes}.");
        if (!PolicyReader.Read(bytes).TryGetValue(out var document, out var error))
            return new SnapshotError(".content", $"The content is not XML: {error.Message}");
        if (!PolicyDocument.IdComparer.Equals(document.PolicyId, Id))
            return new SnapshotError(".id", $"The PolicyId in the content is '{document.PolicyId}'.");
        if (!PolicyDocument.IsValidId(Id))
            return new SnapshotError(".id", $"Write {PolicyDocument.IdPrefix} and the letters, digits, '_', '-' and '.' of a policy's id.");
        return new StoredPolicy(Id, document.Content);
    });
}
