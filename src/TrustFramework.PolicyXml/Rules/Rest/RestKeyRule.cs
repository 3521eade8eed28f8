using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// The keys that a way to authenticate needs (policy-rules 4 [V]); the text is the catalogue's 90025. An API key's id is the
/// header's name and may be any; where there is none at all the text names the authentication type [I].
/// </summary>
internal static class RestKeyRule
{
    private const string ApiKeyHeader = "ApiKeyHeader";

    private static readonly ImmutableArray<(string Type, string Key)> Needed =
    [
        ("Basic", "BasicAuthenticationUsername"),
        ("Basic", "BasicAuthenticationPassword"),
        ("ClientCertificate", "ClientCertificate"),
    ];

    public static PolicyRule Rule { get; } = new(
        "rest-key",
        Stage.Journeys,
        "Profile '{0}' in policy '{1}' in tenant '{2}' does not contain the required cryptographic key '{3}'.",
        Provenance.Inferred,
        "policy-rules 4; 3 90025",
        Look)
    {
        Bad = RestProfiles.Sample("Basic", behind: RestProfiles.Keys("BasicAuthenticationUsername")),
        Good = RestProfiles.Sample("Basic", behind: RestProfiles.Keys("BasicAuthenticationUsername", "BasicAuthenticationPassword")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        foreach (var profile in RestProfiles.Reached(policy))
        {
            Finding Missing(string key) => Finding.At(
                profile.Node,
                $"Profile '{profile.Id}' in policy '{policy.Merged.PolicyId}' in tenant '{policy.Tenant}' "
                + $"does not contain the required cryptographic key '{key}'.");

            foreach (var (type, key) in Needed)
            {
                if (RestProfiles.Authenticates(profile, type) && !profile.Keys.ContainsKey(key))
                    yield return Missing(key);
            }

            if (RestProfiles.Authenticates(profile, ApiKeyHeader) && profile.Keys.Count == 0)
                yield return Missing(ApiKeyHeader) with { Hint = "Add a Key whose Id is the name of the HTTP header: x-functions-key." };
        }
    }
}
