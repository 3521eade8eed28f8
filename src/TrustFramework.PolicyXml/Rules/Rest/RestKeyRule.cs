using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// The profile has the keys of its authentication type (policy-rules 4 [V]). The text is catalog error 90025. The id of an API
/// key is the name of the HTTP header, so any id is valid. If there is no key, the text names the authentication type [I].
/// </summary>
internal static class RestKeyRule
{
    private static readonly ImmutableArray<(string Type, string Key)> RequiredKeys =
    [
        ("Basic", "BasicAuthenticationUsername"),
        ("Basic", "BasicAuthenticationPassword"),
        ("ClientCertificate", "ClientCertificate"),
    ];

    public static PolicyRule Rule { get; } = new(
        "rest-key",
        ValidationStage.Journeys,
        "Profile '{0}' in policy '{1}' in tenant '{2}' does not contain the required cryptographic key '{3}'.",
        Provenance.Inferred,
        "policy-rules 4; 3 90025",
        Evaluate)
    {
        InvalidSample = RestProfiles.Sample("Basic", otherElements: RestProfiles.CryptographicKeys("BasicAuthenticationUsername")),
        ValidSample = RestProfiles.Sample("Basic", otherElements: RestProfiles.CryptographicKeys("BasicAuthenticationUsername", "BasicAuthenticationPassword")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var profile in RestProfiles.GetReachable(context))
        {
            Finding CreateFinding(string key) => Finding.Create(
                profile.Node,
                $"Profile '{profile.Id}' in policy '{context.Merged.PolicyId}' in tenant '{context.TenantName}' "
                + $"does not contain the required cryptographic key '{key}'.");

            foreach (var (type, key) in RequiredKeys)
            {
                if (RestProfiles.HasAuthenticationType(profile, type) && !profile.CryptographicKeys.ContainsKey(key))
                    yield return CreateFinding(key);
            }

            if (RestProfiles.HasAuthenticationType(profile, RestProfiles.ApiKeyHeader) && profile.CryptographicKeys.Count == 0)
                yield return CreateFinding(RestProfiles.ApiKeyHeader) with { Hint = "Add a Key whose Id is the name of the HTTP header, such as x-functions-key." };
        }
    }
}
