using System.Buffers.Binary;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.SignIn.Journeys;

/// <summary>The random values of the server for journeys.</summary>
internal sealed class JourneyRandom(IRandomSource random) : Engine.Ports.IRandomSource
{
    public void Fill(Span<byte> buffer) => random.NewBytes(buffer.Length).CopyTo(buffer);

    /// <summary>The remainder of 128 random bits: no result is noticeably more likely than another.</summary>
    public long NextNumber(long maximum) => maximum <= 0 ? 0 : (long)(BinaryPrimitives.ReadUInt128LittleEndian(random.NewBytes(16)) % ((UInt128)maximum + 1));

    public Guid NewGuid() => random.NewId();
}
