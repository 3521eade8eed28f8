namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// Creates a complete policy around one technical profile, <c>Any</c>. Step 1 of the journey calls it, and step 2 issues a token.
/// </summary>
internal static class ProviderPolicySample
{
    private const string OpenIdConnect = """<Protocol Name="OpenIdConnect" />""";

    private const string SamlIssuerElements =
        $"""
        <Metadata><Item Key="IssuerUri">https://issuer.example</Item></Metadata>
        <CryptographicKeys><Key Id="SamlMessageSigning" StorageReferenceId="{RuleSample.KeySet}" /></CryptographicKeys>
        """;

    /// <summary>Creates a policy from the elements of the profile, <c>Protocol</c> first.</summary>
    public static RuleSample WithProfile(string profile) => Create(profile, IssuerSample.Profile, OpenIdConnect);

    /// <summary>Creates a policy with the given issuer, a complete technical profile.</summary>
    public static RuleSample WithIssuer(string issuer) => Create("""<Protocol Name="None" />""", issuer, OpenIdConnect);

    /// <summary>Creates a policy with a proprietary profile.</summary>
    /// <param name="elements">The elements after the <c>Protocol</c> of the profile.</param>
    public static RuleSample WithHandler(string handler, string elements) => WithProfile(
        $"""
        <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.{handler}, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
        {elements}
        """);

    /// <summary>Creates a policy with a SAML2 relying party.</summary>
    /// <param name="issuer">The elements after the <c>OutputTokenFormat</c> of the issuer.</param>
    public static RuleSample WithSaml(string issuer) => CreateWithSamlIssuer(issuer, """<Protocol Name="SAML2" />""");

    /// <summary>Creates a policy with a complete SAML2 issuer.</summary>
    /// <param name="relyingPartyProfile">The elements before the output claims of the relying party's profile.</param>
    public static RuleSample WithSamlIssuer(string relyingPartyProfile) => CreateWithSamlIssuer(SamlIssuerElements, relyingPartyProfile);

    private static RuleSample CreateWithSamlIssuer(string issuer, string relyingPartyProfile) => Create(
        """<Protocol Name="None" />""",
        $"""<TechnicalProfile Id="Issuer"><DisplayName>Issuer</DisplayName><Protocol Name="SAML2" /><OutputTokenFormat>SAML2</OutputTokenFormat>{issuer}</TechnicalProfile>""",
        relyingPartyProfile);

    private static RuleSample Create(string profile, string issuer, string relyingPartyProfile) => RuleSample.Create(
        $"""
        <BuildingBlocks>
          <ClaimsSchema>
            {ClaimType("sub")}
            {ClaimType("name")}
            {ClaimType("eventName")}
          </ClaimsSchema>
          <ContentDefinitions>
            <ContentDefinition Id="api.page">
              <LoadUri>~/tenant/default/selfAsserted.cshtml</LoadUri>
              <RecoveryUri>~/common/default_page_error.html</RecoveryUri>
              <DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.7</DataUri>
            </ContentDefinition>
          </ContentDefinitions>
        </BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Any</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="Any"><DisplayName>Any</DisplayName>{profile}</TechnicalProfile>
          {issuer}
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        <UserJourneys><UserJourney Id="SignIn"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="ClaimsExchange">
            <ClaimsExchanges><ClaimsExchange Id="AnyExchange" TechnicalProfileReferenceId="Any" /></ClaimsExchanges>
          </OrchestrationStep>
          <OrchestrationStep Order="2" Type="SendClaims" {IssuerSample.Reference} />
        </OrchestrationSteps></UserJourney></UserJourneys>
        <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName>{relyingPartyProfile}
            <OutputClaims><OutputClaim ClaimTypeReferenceId="sub" DefaultValue="one" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """);

    private static string ClaimType(string id) => $"""<ClaimType Id="{id}"><DisplayName>{id}</DisplayName><DataType>string</DataType></ClaimType>""";
}
