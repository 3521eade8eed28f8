namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// Creates samples for rules about technical profiles that are used by the journey of the relying party: a complete policy around
/// one profile.
/// </summary>
internal static class ReachableProfileSample
{
    /// <summary>
    /// Creates a policy whose journey calls one proprietary profile, <c>Reached</c>. Its claim types, all strings, are
    /// <c>objectId</c>, <c>displayName</c>, <c>shoeSize</c> and <c>extension_level</c>.
    /// </summary>
    /// <param name="handler">The class that handles the profile, without namespace: <c>RestfulProvider</c>.</param>
    /// <param name="content">The elements of the profile that follow its protocol.</param>
    public static RuleSample Create(string handler, string content) => RuleSample.Create(
        $$"""
        <BuildingBlocks><ClaimsSchema>
          {{ClaimType("objectId")}}
          {{ClaimType("displayName")}}
          {{ClaimType("shoeSize")}}
          {{ClaimType("extension_level")}}
        </ClaimsSchema></BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Sample</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="Reached"><DisplayName>Reached</DisplayName>
            <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.{{handler}}, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
            {{content}}
          </TechnicalProfile>
          {{IssuerSample.Profile}}
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        <UserJourneys><UserJourney Id="SignIn"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="ClaimsExchange">
            <ClaimsExchanges><ClaimsExchange Id="Exchange" TechnicalProfileReferenceId="Reached" /></ClaimsExchanges>
          </OrchestrationStep>
          <OrchestrationStep Order="2" Type="SendClaims" {{IssuerSample.Reference}} />
        </OrchestrationSteps></UserJourney></UserJourneys>
        <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
            <OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" DefaultValue="someone" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """);

    private static string ClaimType(string id) => $"""<ClaimType Id="{id}"><DisplayName>{id}</DisplayName><DataType>string</DataType></ClaimType>""";
}
