namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>What issues SAML2 tokens signs its messages. The catalogue's text names no profile; the hint does.</summary>
internal static class SamlSigningKeyRule
{
    private const string Key = "SamlMessageSigning";
    private const string Template = "A cryptographic key for 'SamlMessageSigning' has not been specified or the certificate referenced does not exist.";

    public static PolicyRule Rule { get; } = new(
        "saml-signing-key", Stage.Journeys, Template, Provenance.Inferred, "policy-rules 4; CAT 90163", Look)
    {
        Bad = Issuer(""),
        Good = Issuer($"""<CryptographicKeys><Key Id="SamlMessageSigning" StorageReferenceId="{RuleSample.KeySet}" /></CryptographicKeys>"""),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        from issuer in policy.Issuers("SAML2")
        where !issuer.Keys.ContainsKey(Key)
        select Finding.At(issuer.Node, Template) with { Hint = $"Give '{issuer.Id}' a cryptographic key with the id '{Key}'." };

    private static RuleSample Issuer(string keys) => SignInSample.Saml(
        $"""<Metadata><Item Key="IssuerUri">https://issuer.example</Item></Metadata>{keys}""",
        """<Metadata><Item Key="PartnerEntity">https://app.example/saml/metadata</Item></Metadata>""");
}
