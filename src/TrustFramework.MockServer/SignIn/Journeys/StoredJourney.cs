using TrustFramework.Engine.Journeys;
using TrustFramework.MockServer.Storage;

namespace TrustFramework.MockServer.SignIn.Journeys;

/// <summary>The execution of a journey that the tenant keeps between two answers.</summary>
/// <param name="PolicyId">The policy in lower case.</param>
internal sealed record StoredJourney(string Id, DateTimeOffset Expires, string PolicyId, JourneyExecution Execution) : IStoredGrant
{
    /// <summary>Whether a request is executing an answer. No other one can answer then, because an answer may write to the directory.</summary>
    public bool IsAnswering { get; init; }
}
