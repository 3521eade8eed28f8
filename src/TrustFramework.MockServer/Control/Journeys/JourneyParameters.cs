using System.Collections.Immutable;
using TrustFramework.Engine.Journeys;

namespace TrustFramework.MockServer.Control.Journeys;

/// <summary>The parameters of the authorization request that a journey without a browser answers.</summary>
internal static class JourneyParameters
{
    /// <summary>What the service's portal sends when it runs a policy. The client id is that of no application.</summary>
    private static readonly KeyValuePair<string, string>[] Defaults =
    [
        new("client_id", "00000000-0000-0000-0000-000000000000"), new("scope", "openid"), new("response_type", "id_token"), new("redirect_uri", "https://jwt.ms"), new("nonce", "defaultNonce"),
    ];

    /// <param name="parameters">Null for none.</param>
    public static ImmutableSortedDictionary<string, string> AddDefaults(IReadOnlyDictionary<string, string>? parameters) => Defaults
        .Concat(parameters ?? new Dictionary<string, string>(StringComparer.Ordinal))
        .Aggregate(JourneyRequest.NoParameters, (all, parameter) => all.SetItem(parameter.Key, parameter.Value));
}
