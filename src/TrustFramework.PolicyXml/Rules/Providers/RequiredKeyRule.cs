using System.Collections.Immutable;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// The cryptographic keys that reached profiles have in every accepted policy. A secret is not asked of an OpenIdConnect provider
/// that takes the id token alone or the user's password, nor, as documented, of a client that proves itself by a signed assertion.
/// </summary>
internal static class RequiredKeyRule
{
    private static readonly ImmutableArray<string> OfIssuer = ["issuer_secret", "issuer_refresh_token_key"];

    public static PolicyRule Rule { get; } = new(
        "provider-key",
        Stage.Journeys,
        "Profile '{0}' in policy '{1}' in tenant '{2}' does not contain the required cryptographic key '{3}'.",
        Provenance.Inferred,
        "policy-rules 4; CAT 90025",
        Look)
    {
        Bad = SignInSample.Calling(Provider("")),
        Good = SignInSample.Calling(
            Provider($"""<CryptographicKeys><Key Id="client_secret" StorageReferenceId="{RuleSample.KeySet}" /></CryptographicKeys>""")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        var asked = policy.Merged.Reach.Profiles.Where(NeedsSecret).Select(profile => (Profile: profile, Key: "client_secret"))
            .Concat(from issuer in policy.Issuers("JWT")
                    from key in OfIssuer
                    select (Profile: issuer, Key: key));
        return from needed in asked
               where !needed.Profile.Keys.ContainsKey(needed.Key)
               select Finding.At(
                   needed.Profile.Node,
                   $"Profile '{needed.Profile.Id}' in policy '{policy.Merged.PolicyId}' in tenant '{policy.Tenant}' "
                       + $"does not contain the required cryptographic key '{needed.Key}'.");
    }

    private static bool NeedsSecret(TechnicalProfile profile) =>
        !Is(profile, "token_endpoint_auth_method", "private_key_jwt")
        && (profile.IsIdentityProvider("OAuth2")
            || (profile.IsIdentityProvider("OpenIdConnect") && !Is(profile, "response_types", "id_token") && !profile.IsNonInteractive()));

    private static bool Is(TechnicalProfile profile, string key, string value) =>
        string.Equals(profile.Meta(key), value, StringComparison.OrdinalIgnoreCase);

    private static string Provider(string keys) =>
        $"""
        <Protocol Name="OAuth2" />
        <Metadata>
          <Item Key="client_id">app</Item>
          <Item Key="authorization_endpoint">https://idp.example/authorize</Item>
          <Item Key="AccessTokenEndpoint">https://idp.example/token</Item>
        </Metadata>
        {keys}
        """;
}
