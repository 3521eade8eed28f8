using System.Text.Json.Serialization;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Policies;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>A stored policy. It is not judged again: it has been accepted once.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PolicyShape
{
    public required string Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Base64 { get; init; }

    public static PolicyShape Of(StoredPolicy policy, bool secrets)
    {
        var (content, base64) = FileText.Of(policy.Document.Content);
        return new PolicyShape { Id = policy.Id, Content = content, Base64 = base64 };
    }

    public Reading<StoredPolicy> Read() => FileText.Read(Content, Base64).Then<StoredPolicy>(bytes => PolicyReader.Read(bytes) switch
    {
        { Document: null, NotXml: var reason } => new Fault(".content", $"It is not XML: {reason}"),
        { Document: { } document } when PolicyDocument.IdComparer.Equals(document.PolicyId, Id) => new StoredPolicy(Id, document),
        { Document: var document } => new Fault(".id", $"The policy calls itself '{document.PolicyId}'."),
    });
}
