using TrustFramework.PolicyXml.Rules.Journeys;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A SAML2 relying party or a reachable SAML2 identity provider has SAML metadata, as text or URL, in <c>PartnerEntity</c>. The
/// text of the upload differs from catalog error 90169: observed for a relying party (AD#113702 [O]), assumed for an identity
/// provider. [I] The content of the item is not checked.
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

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in context.Merged.Reachable.Profiles.Where(profile => profile.IsIdentityProvider("SAML2"))
            .Concat(RelyingPartyProfiles.Get(context.Merged).Where(profile => profile.Protocol == "SAML2"))
        where !profile.Metadata.ContainsKey(Key)
        select Finding.Create(
            profile.Node,
            $"A required Metadata item with key \"{Key}\" was not found in the TechnicalProfile with id \"{profile.Id}\" "
                + $"in policy \"{context.Merged.PolicyId}\" of tenant \"{context.TenantName}\".");
}
