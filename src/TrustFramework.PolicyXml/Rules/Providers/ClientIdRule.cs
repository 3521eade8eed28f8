using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reachable OpenIdConnect or OAuth2 identity provider has a client id with any value. The service places the period inside the
/// quotes. Older samples have the id only as the default value of an input claim, which is accepted too. [I]
/// </summary>
internal static class ClientIdRule
{
    private const string Key = "client_id";

    public static PolicyRule Rule { get; } = new(
        "client-id",
        ValidationStage.Journeys,
        "TechnicalProfile \"{0}\" in policy \"{1}\" of tenant \"{2}\" defines an invalid value \"\" for the metadata item \"client_id.\"",
        Provenance.Observed,
        "policy-rules 2 #9",
        Evaluate)
    {
        InvalidSample = ProviderPolicySample.WithProfile(SampleProfile("")),
        ValidSample = ProviderPolicySample.WithProfile(SampleProfile("facebook_clientid")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in context.GetIdentityProviders("OpenIdConnect").Concat(context.GetIdentityProviders("OAuth2"))
        where string.IsNullOrEmpty(profile.FindMetadataValue(Key)) && !profile.InputClaims.Any(HasClientIdDefault)
        select Finding.Create(
            profile.Metadata.GetValueOrDefault(Key) ?? profile.Node,
            $"TechnicalProfile \"{profile.Id}\" in policy \"{context.Merged.PolicyId}\" of tenant \"{context.TenantName}\" "
                + $"defines an invalid value \"\" for the metadata item \"{Key}.\"") with
        {
            Hint = $"Add a metadata item '{Key}' that is not empty to '{profile.Id}', in this file or in a base policy.",
        };

    private static bool HasClientIdDefault(ClaimMapping claim) => claim.HasName(Key) && !string.IsNullOrWhiteSpace(claim.DefaultValue);

    private static string SampleProfile(string id) =>
        $"""
        <Protocol Name="OpenIdConnect" />
        <Metadata>
          <Item Key="METADATA">https://idp.example/.well-known/openid-configuration</Item>
          <Item Key="response_types">id_token</Item>
          <Item Key="client_id">{id}</Item>
        </Metadata>
        """;
}
