namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>A whole policy around one technical profile, called <c>Any</c>: step 1 of the relying party's journey calls it, step 2 issues a token.</summary>
internal static class SignInSample
{
    /// <summary>The profile from its <c>Protocol</c> on.</summary>
    public static RuleSample Calling(string profile) => Of(profile, IssuerSample.Profile, "<Protocol Name=\"OpenIdConnect\" />");

    /// <summary>A proprietary profile of the service's own handlers.</summary>
    /// <param name="rest">What follows its <c>Protocol</c>.</param>
    public static RuleSample Handled(string handler, string rest) => Calling(
        $"""
        <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.{handler}, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
        {rest}
        """);

    /// <summary>An application that speaks SAML2.</summary>
    /// <param name="issuer">What follows the issuer's <c>OutputTokenFormat</c>.</param>
    /// <param name="party">What follows the <c>Protocol</c> of the relying party's own profile.</param>
    public static RuleSample Saml(string issuer, string party) => Of(
        """<Protocol Name="None" />""",
        $"""<TechnicalProfile Id="Issuer"><Protocol Name="SAML2" /><OutputTokenFormat>SAML2</OutputTokenFormat>{issuer}</TechnicalProfile>""",
        $"""<Protocol Name="SAML2" />{party}""");

    private static RuleSample Of(string profile, string issuer, string party) => RuleSample.Of(
        $"""
        <BuildingBlocks>
          <ClaimsSchema>
            {Claim("sub")}
            {Claim("name")}
            {Claim("eventName")}
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
          <TechnicalProfile Id="PolicyProfile">{party}
            <OutputClaims><OutputClaim ClaimTypeReferenceId="sub" DefaultValue="one" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """);

    private static string Claim(string id) => $"""<ClaimType Id="{id}"><DisplayName>{id}</DisplayName><DataType>string</DataType></ClaimType>""";
}
