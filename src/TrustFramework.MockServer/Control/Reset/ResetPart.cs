namespace TrustFramework.MockServer.Control.Reset;

/// <summary>The parts of a reset.</summary>
internal enum ResetPart
{
    /// <summary>Everything that clients have stored. The seed is applied again.</summary>
    State,

    Journal,

    Faults,

    Clock,
}
