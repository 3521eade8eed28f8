using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reached identity provider of OpenIdConnect or OAuth2 has a client id; any text will do. The service puts its full stop inside
/// the quotes. Older samples give the id as an input claim's default only; that passes too. [I]
/// </summary>
internal static class ClientIdRule
{
    private const string Key = "client_id";

    public static PolicyRule Rule { get; } = new(
        "client-id",
        Stage.Journeys,
        "TechnicalProfile \"{0}\" in policy \"{1}\" of tenant \"{2}\" defines an invalid value \"\" for the metadata item \"client_id.\"",
        Provenance.Observed,
        "policy-rules 2 #9",
        Look)
    {
        Bad = SignInSample.Calling(Provider("")),
        Good = SignInSample.Calling(Provider("facebook_clientid")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from profile in policy.Merged.Reach.Profiles
        where profile.IsIdentityProvider("OpenIdConnect") || profile.IsIdentityProvider("OAuth2")
        where string.IsNullOrEmpty(profile.Meta(Key)) && !profile.InputClaims.Any(GivesId)
        select Finding.At(
            profile.Metadata.GetValueOrDefault(Key) ?? profile.Node,
            $"TechnicalProfile \"{profile.Id}\" in policy \"{policy.Merged.PolicyId}\" of tenant \"{policy.Tenant}\" "
                + $"defines an invalid value \"\" for the metadata item \"{Key}.\"") with
        {
            Hint = $"Give '{profile.Id}' a metadata item '{Key}' that is not empty, here or in a base policy.",
        };

    private static bool GivesId(ClaimUse claim) => claim.IsCalled(Key) && !string.IsNullOrWhiteSpace(claim.DefaultValue);

    private static string Provider(string id) =>
        $"""
        <Protocol Name="OpenIdConnect" />
        <Metadata>
          <Item Key="METADATA">https://idp.example/.well-known/openid-configuration</Item>
          <Item Key="response_types">id_token</Item>
          <Item Key="client_id">{id}</Item>
        </Metadata>
        """;
}
