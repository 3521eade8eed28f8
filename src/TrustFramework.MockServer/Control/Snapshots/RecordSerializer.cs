using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>The data of rows is the JSON of a snapshot with secrets; the name of a kind is the member in a snapshot.</summary>
internal sealed class RecordSerializer : IRecordSerializer
{
    public string GetKind(Type recordType) => RecordKinds.Get(recordType).Name;

    public Type GetRecordType(string kind) => Find(kind).Type;

    public byte[] Serialize(ITenantRecord record) => RecordKinds.Get(record).Serialize(record);

    public ITenantRecord Deserialize(string kind, ReadOnlySpan<byte> data) => Find(kind).Deserialize(data);

    private static RecordKind Find(string name) =>
        RecordKinds.All.FirstOrDefault(kind => kind.Name == name) ?? throw new InvalidOperationException($"The store has a record of the unknown kind '{name}'.");
}
