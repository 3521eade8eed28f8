namespace TrustFramework.MockServer.Control.Reset;

/// <summary>What a reset can take away, each alone or together.</summary>
internal enum ResetPart
{
    /// <summary>All that clients have stored; then the seed is planted again.</summary>
    State,

    Journal,

    Faults,

    Clock,
}
