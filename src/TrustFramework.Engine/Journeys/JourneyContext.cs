using TrustFramework.Engine.Ports;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.Engine.Journeys;

/// <summary>What the execution of a journey needs from outside.</summary>
public sealed class JourneyContext
{
    public required MergedPolicy Policy { get; init; }

    public required JourneyTenant Tenant { get; init; }

    /// <summary>The time of the tenant. It does not move while a request is processed.</summary>
    public required DateTimeOffset Now { get; init; }

    public required IUserDirectory Users { get; init; }

    public required IRandomSource Random { get; init; }

    /// <summary>Returns the secret of a policy key by its key set; null when there is none. See <see cref="PolicySecrets"/>.</summary>
    public required Func<string, string?> FindSecret { get; init; }
}
