using System.Globalization;
using System.Text;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.Tenants.Tests.Storage;

/// <summary>The records of the contract tests.</summary>
public sealed record Counter(string Id, int Count) : ITenantRecord;

/// <inheritdoc cref="Counter"/>
public sealed record Label(string Id) : ITenantRecord;

/// <summary>Serializes the records of the contract tests as text.</summary>
public sealed class TestRecordSerializer : IRecordSerializer
{
    public string GetKind(Type recordType)
    {
        ArgumentNullException.ThrowIfNull(recordType);
        return recordType.Name;
    }

    public Type GetRecordType(string kind) => kind == nameof(Counter) ? typeof(Counter) : typeof(Label);

    public byte[] Serialize(ITenantRecord record) => Encoding.UTF8.GetBytes(record is Counter counter ? string.Create(CultureInfo.InvariantCulture, $"{counter.Id}={counter.Count}") : ((Label)record).Id);

    public ITenantRecord Deserialize(string kind, ReadOnlySpan<byte> data) => kind == nameof(Counter) && Encoding.UTF8.GetString(data).Split('=') is [var name, var count]
        ? new Counter(name, int.Parse(count, CultureInfo.InvariantCulture))
        : new Label(Encoding.UTF8.GetString(data));
}
