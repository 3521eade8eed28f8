namespace TrustFramework.Tenants.Storage;

/// <summary>A record in a state. A record that was read from a database is deserialized when it is first used.</summary>
internal sealed class StoredRecord
{
    private ITenantRecord? _value;
    private Func<ITenantRecord>? _deserialize;

    public StoredRecord(ITenantRecord value) => _value = value;

    public StoredRecord(Func<ITenantRecord> deserialize) => _deserialize = deserialize;

    /// <summary>The same object at every call.</summary>
    public ITenantRecord Value
    {
        get
        {
            if (Volatile.Read(ref _deserialize) is { } deserialize)
            {
                Interlocked.CompareExchange(ref _value, deserialize(), null);
                Volatile.Write(ref _deserialize, null);
            }

            return Volatile.Read(ref _value)!;
        }
    }
}
