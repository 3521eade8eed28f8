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

    private const string GoodIssuer =
        $"""
        <Metadata><Item Key="IssuerUri">https://issuer.example</Item></Metadata>
        <CryptographicKeys><Key Id="SamlMessageSigning" StorageReferenceId="{RuleSample.KeySet}" /></CryptographicKeys>
        """;

    public static PolicyRule Rule { get; } = new(
        "partner-entity",
        Stage.Journeys,
        "A required Metadata item with key \"PartnerEntity\" was not found in the TechnicalProfile with id \"{0}\" in policy \"{1}\" of tenant \"{2}\".",
        Provenance.Observed,
        "policy-rules 2 #10, 4",
        Look)
    {
        Bad = SignInSample.Saml(GoodIssuer, ""),
        Good = SignInSample.Saml(GoodIssuer, """<Metadata><Item Key="PartnerEntity">https://app.example/saml/metadata</Item></Metadata>"""),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        var party = policy.Merged.RelyingParty?.Each("TechnicalProfile").Select(node => new TechnicalProfile(node)) ?? [];
        return from profile in policy.Merged.Reach.Profiles.Where(profile => profile.IsIdentityProvider("SAML2"))
                   .Concat(party.Where(profile => profile.Protocol == "SAML2"))
               where !profile.Metadata.ContainsKey(Key)
               select Finding.At(
                   profile.Node,
                   $"A required Metadata item with key \"{Key}\" was not found in the TechnicalProfile with id \"{profile.Id}\" "
                       + $"in policy \"{policy.Merged.PolicyId}\" of tenant \"{policy.Tenant}\".");
    }
}
