using System.Collections.Immutable;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reachable profile has the cryptographic keys that all accepted policies have. A secret is not required of an OpenIdConnect
/// provider that only uses the id token or the password of the user, nor, as documented, of a client that authenticates with a
/// signed assertion.
/// </summary>
internal static class RequiredKeyRule
{
    private static readonly ImmutableArray<string> IssuerKeys = ["issuer_secret", "issuer_refresh_token_key"];

    public static PolicyRule Rule { get; } = new(
        "provider-key",
        ValidationStage.Journeys,
        "Profile '{0}' in policy '{1}' in tenant '{2}' does not contain the required cryptographic key '{3}'.",
        Provenance.Inferred,
        "policy-rules 4; CAT 90025",
        Evaluate)
    {
        InvalidSample = ProviderPolicySample.WithProfile(SampleProfile("")),
        ValidSample = ProviderPolicySample.WithProfile(
            SampleProfile($"""<CryptographicKeys><Key Id="client_secret" StorageReferenceId="{RuleSample.KeySet}" /></CryptographicKeys>""")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        var required = context.GetIdentityProviders("OAuth2").Concat(context.GetIdentityProviders("OpenIdConnect").Where(UsesCode))
            .Where(profile => !MetadataEquals(profile, "token_endpoint_auth_method", "private_key_jwt"))
            .Select(profile => (Profile: profile, Key: "client_secret"))
            .Concat(from issuer in context.GetTokenIssuers("JWT")
                    from key in IssuerKeys
                    select (Profile: issuer, Key: key));
        return from item in required
               where !item.Profile.CryptographicKeys.ContainsKey(item.Key)
               select Finding.Create(
                   item.Profile.Node,
                   $"Profile '{item.Profile.Id}' in policy '{context.Merged.PolicyId}' in tenant '{context.TenantName}' "
                       + $"does not contain the required cryptographic key '{item.Key}'.");
    }

    private static bool UsesCode(TechnicalProfile profile) => !MetadataEquals(profile, "response_types", "id_token") && !profile.IsNonInteractive();

    private static bool MetadataEquals(TechnicalProfile profile, string key, string value) =>
        string.Equals(profile.FindMetadataValue(key), value, StringComparison.OrdinalIgnoreCase);

    private static string SampleProfile(string keys) =>
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
