namespace TrustFramework.Engine.Ports;

/// <summary>Where the engine takes random values from. A replay hands in the same sequence again.</summary>
public interface IRandomSource
{
    /// <summary>Fills a buffer with random bytes.</summary>
    void Fill(Span<byte> buffer);

    /// <summary>Returns a random number from 0 to <paramref name="maximum"/>, which is included.</summary>
    long NextNumber(long maximum);

    /// <summary>Returns a new random GUID.</summary>
    Guid NewGuid();
}
