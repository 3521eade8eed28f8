using System.Collections.Frozen;
using System.Collections.Immutable;
using TrustFramework.Engine.Claims;

namespace TrustFramework.Engine.Journeys;

/// <summary>The request that a journey answers.</summary>
public sealed record JourneyRequest
{
    public static ImmutableSortedDictionary<string, string> NoParameters { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, ClaimsBag> NoSession { get; } = ImmutableSortedDictionary.Create<string, ClaimsBag>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The parameters whose values are secrets.</summary>
    private static readonly FrozenSet<string> SecretParameters = FrozenSet.ToFrozenSet(
        ["password", "client_secret", "client_assertion", "code", "code_verifier", "refresh_token", "id_token_hint"], StringComparer.OrdinalIgnoreCase);

    /// <summary>A GUID, which error descriptions repeat.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The parameters of the authorization or token request: <c>client_id</c>, <c>login_hint</c> and any others.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = NoParameters;

    /// <summary>The host of the request, without port.</summary>
    public string HostName { get; init; } = "";

    /// <summary>The address of the user's device; null when it is not known.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Whether the user chose to stay signed in.</summary>
    public bool KeepSignedIn { get; init; }

    /// <summary>Whether a user can answer pages. False for the password, refresh token and client credentials grants.</summary>
    public bool AllowsPages { get; init; } = true;

    /// <summary>The claims of the grant that is redeemed; null without one. A grant reader hands out those that it lists: runtime 4.3 [P].</summary>
    public ClaimsBag? GrantClaims { get; init; }

    /// <summary>The claims of the bearer token that authorizes the journey, by their names in the token; null without one: runtime 4.4 [D].</summary>
    public ClaimsBag? BearerClaims { get; init; }

    /// <summary>The claims that session-management profiles stored in the user's session, by the id of the profile.</summary>
    public ImmutableSortedDictionary<string, ClaimsBag> SessionClaims { get; init; } = NoSession;

    /// <summary>Returns whether a parameter contains a secret.</summary>
    public static bool IsSecret(string parameter) => SecretParameters.Contains(parameter);

    /// <summary>Returns a parameter; empty when it was not sent.</summary>
    public string GetParameter(string name) => Parameters.GetValueOrDefault(name, "");
}
