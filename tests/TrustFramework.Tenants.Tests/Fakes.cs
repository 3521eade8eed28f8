using System.Security.Cryptography;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Tests;

internal static class TestServices
{
    public static TenantServices Create(FakeClock? clock = null, ITenantStore? store = null, KeySetOptions? options = null)
    {
        store ??= new InMemoryTenantStore();
        return new TenantServices(store, new TenantClocks(store, clock ?? new FakeClock()), new SequentialRandomSource(), options ?? new KeySetOptions(), new PolicyValidationOptions());
    }

    /// <summary>A tenant with its own services.</summary>
    public static Tenant CreateTenant(FakeClock? clock = null, KeySetOptions? options = null) =>
        new TenantRegistry(Create(clock, options: options), new DefaultTenant(new TenantId(new Guid(7, 0, 0, new byte[8])), Domain: null)).Default;
}

/// <summary>A clock that only changes when a test sets it.</summary>
internal sealed class FakeClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Predictable ids and bytes: 1, 2, 3… RSA keys are real.</summary>
public sealed class SequentialRandomSource : IRandomSource
{
    private int _last;

    public Guid NewId() => new(Interlocked.Increment(ref _last), 0, 0, new byte[8]);

    public byte[] NewBytes(int count)
    {
        var bytes = new byte[count];
        BitConverter.TryWriteBytes(bytes, Interlocked.Increment(ref _last));
        return bytes;
    }

    public RSAParameters NewRsaKey(int bits)
    {
        using var rsa = RSA.Create(bits);
        return rsa.ExportParameters(includePrivateParameters: true);
    }
}
