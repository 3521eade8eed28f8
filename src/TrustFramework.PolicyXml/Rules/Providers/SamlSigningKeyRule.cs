namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// An issuer of SAML2 tokens has a key to sign messages or, as the documentation of service providers allows, only assertions. The text
/// of the catalog does not name the profile; the hint does.
/// </summary>
internal static class SamlSigningKeyRule
{
    private const string Key = "SamlMessageSigning";
    private const string Message = "A cryptographic key for 'SamlMessageSigning' has not been specified or the certificate referenced does not exist.";

    public static PolicyRule Rule { get; } = new(
        "saml-signing-key", ValidationStage.Journeys, Message, Provenance.Inferred, "policy-rules 4; CAT 90163", Evaluate)
    {
        InvalidSample = Sample(""),
        ValidSample = Sample($"""<CryptographicKeys><Key Id="SamlMessageSigning" StorageReferenceId="{RuleSample.KeySet}" /></CryptographicKeys>"""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from issuer in context.GetTokenIssuers("SAML2")
        where !issuer.CryptographicKeys.ContainsKey(Key) && !issuer.CryptographicKeys.ContainsKey("SamlAssertionSigning")
        select Finding.Create(issuer.Node, Message) with { Hint = $"Add a cryptographic key with the id '{Key}' to '{issuer.Id}'." };

    private static RuleSample Sample(string keys) => ProviderPolicySample.WithSaml(
        $"""<Metadata><Item Key="IssuerUri">https://issuer.example</Item></Metadata>{keys}""");
}
