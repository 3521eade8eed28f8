using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// Who speaks SAML2 with us, application or reached identity provider, has its SAML metadata as text or URL in
/// <c>PartnerEntity</c>. The upload says so in other words than the catalogue's 90169: seen for an application (AD#113702 [O]),
/// taken to be the same for a provider. [I] What is in the item is not looked at.
/// </summary>
internal static class PartnerEntityRule
{
    private const string Key = "PartnerEntity";

    private const string ValidIssuer =
        $"""
        <Metadata><Item Key="IssuerUri">https://issuer.example</Item></Metadata>
        <CryptographicKeys><Key Id="SamlMessageSigning" StorageReferenceId="{RuleSample.KeySet}" /></CryptographicKeys>
        """;

    public static PolicyRule Rule { get; } = new(
        "partner-entity",
        ValidationStage.Journeys,
        "A required Metadata item with key \"PartnerEntity\" was not found in the TechnicalProfile with id \"{0}\" in policy \"{1}\" of tenant \"{2}\".",
        Provenance.Observed,
        "policy-rules 2 #10, 4",
        Evaluate)
    {
        InvalidSample = ProviderPolicySample.WithSaml(ValidIssuer, ""),
        ValidSample = ProviderPolicySample.WithSaml(ValidIssuer, """<Metadata><Item Key="PartnerEntity">https://app.example/saml/metadata</Item></Metadata>"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        var party = context.Merged.RelyingParty?.Elements("TechnicalProfile").Select(node => new TechnicalProfile(node)) ?? [];
        return from profile in context.Merged.Reachable.Profiles.Where(profile => profile.IsIdentityProvider("SAML2"))
                   .Concat(party.Where(profile => profile.Protocol == "SAML2"))
               where !profile.Metadata.ContainsKey(Key)
               select Finding.Create(
                   profile.Node,
                   $"A required Metadata item with key \"{Key}\" was not found in the TechnicalProfile with id \"{profile.Id}\" "
                       + $"in policy \"{context.Merged.PolicyId}\" of tenant \"{context.TenantName}\".");
    }
}
