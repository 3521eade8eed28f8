namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>A whole policy around one technical profile, called <c>Any</c>: step 1 of the relying party's journey calls it, step 2 issues a token.</summary>
internal static class ProviderPolicySample
{
    /// <summary>The profile from its <c>Protocol</c> on.</summary>
    public static RuleSample WithProfile(string profile) => Create(profile, IssuerSample.Profile, "<Protocol Name=\"OpenIdConnect\" />");

    /// <summary>A proprietary profile of the service's own handlers.</summary>
    /// <param name="rest">What follows its <c>Protocol</c>.</param>
    public static RuleSample WithHandler(string handler, string rest) => WithProfile(
        $"""
        <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.{handler}, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
        {rest}
        """);

    /// <summary>An application that speaks SAML2.</summary>
    /// <param name="issuer">What follows the issuer's <c>OutputTokenFormat</c>.</param>
    /// <param name="relyingPartyProfile">What follows the <c>Protocol</c> of the relying party's own profile.</param>
    public static RuleSample WithSaml(string issuer, string relyingPartyProfile) => Create(
        """<Protocol Name="None" />""",
        $"""<TechnicalProfile Id="Issuer"><Protocol Name="SAML2" /><OutputTokenFormat>SAML2</OutputTokenFormat>{issuer}</TechnicalProfile>""",
        $"""<Protocol Name="SAML2" />{relyingPartyProfile}""");

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
          <TechnicalProfile Id="Any">{profile}</TechnicalProfile>
          {issuer}
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        <UserJourneys><UserJourney Id="SignIn"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="ClaimsExchange">
            <ClaimsExchanges><ClaimsExchange Id="AnyExchange" TechnicalProfileReferenceId="Any" /></ClaimsExchanges>
          </OrchestrationStep>
          <OrchestrationStep Order="2" Type="SendClaims" {IssuerSample.Reference} />
        </OrchestrationSteps></UserJourney></UserJourneys>
        <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
          <TechnicalProfile Id="PolicyProfile">{relyingPartyProfile}
            <OutputClaims><OutputClaim ClaimTypeReferenceId="sub" DefaultValue="one" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """);

    private static string ClaimType(string id) => $"""<ClaimType Id="{id}"><DisplayName>{id}</DisplayName><DataType>string</DataType></ClaimType>""";
}
