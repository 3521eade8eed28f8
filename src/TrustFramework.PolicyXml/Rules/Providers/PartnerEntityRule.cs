namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reachable SAML2 identity provider has SAML metadata, as text or URL, in <c>PartnerEntity</c>. The text of the upload differs from
/// catalog error 90169 (AD#113702 [O]). A relying party does not need the item: the documentation shows one without it. The content of the
/// item is not checked.
/// </summary>
internal static class PartnerEntityRule
{
    private const string Key = "PartnerEntity";

    public static PolicyRule Rule { get; } = new(
        "partner-entity",
        ValidationStage.Journeys,
        "A required Metadata item with key \"PartnerEntity\" was not found in the TechnicalProfile with id \"{0}\" in policy \"{1}\" of tenant \"{2}\".",
        Provenance.Observed,
        "policy-rules 2 #10, 4",
        Evaluate)
    {
        InvalidSample = ProviderPolicySample.WithProfile("""<Protocol Name="SAML2" />"""),
        ValidSample = ProviderPolicySample.WithProfile(
            """<Protocol Name="SAML2" /><Metadata><Item Key="PartnerEntity">https://idp.example/saml/metadata</Item></Metadata>"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in context.GetIdentityProviders("SAML2")
        where !profile.Metadata.ContainsKey(Key)
        select Finding.Create(
            profile.Node,
            $"A required Metadata item with key \"{Key}\" was not found in the TechnicalProfile with id \"{profile.Id}\" "
                + $"in policy \"{context.Merged.PolicyId}\" of tenant \"{context.TenantName}\".");
}
