namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Repeatable random numbers: the same seed and number always give the same value.</summary>
internal static class SeededRandom
{
    /// <returns>A value from 0 up to, but not including, 1.</returns>
    public static double GetDouble(long seed, long number)
    {
        // SplitMix64
        var mixed = (ulong)seed + ((ulong)number * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }
}
