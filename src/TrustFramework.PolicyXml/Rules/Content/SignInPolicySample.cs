namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>Creates a policy that users can sign in with: a base policy with claims, and the other sections.</summary>
internal static class SignInPolicySample
{
    /// <summary>The building blocks of the base policy.</summary>
    public const string ClaimsBuildingBlocks = "<BuildingBlocks><ClaimsSchema>" + ObjectIdClaimType + "</ClaimsSchema></BuildingBlocks>";

    /// <summary>The claim type that the relying party outputs.</summary>
    public const string ObjectIdClaimType = """<ClaimType Id="objectId"><DisplayName>Object</DisplayName><DataType>string</DataType></ClaimType>""";

    /// <summary>Creates all sections after the building blocks.</summary>
    /// <param name="behaviors">The <c>UserJourneyBehaviors</c> element; may be empty.</param>
    /// <param name="profile">A technical profile; may be empty.</param>
    /// <param name="profileId">The id of the profile, which the first step of the journey uses; null for a journey without it.</param>
    public static string Create(string behaviors, string profile = "", string? profileId = null) =>
        $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>
          {profile}
          {IssuerSample.Profile}
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        <UserJourneys><UserJourney Id="SignIn"><OrchestrationSteps>{Steps(profileId)}</OrchestrationSteps></UserJourney></UserJourneys>
        <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />{behaviors}
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
            <OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" DefaultValue="nobody" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """;

    private static string Steps(string? profileId)
    {
        return profileId is null
            ? $"""<OrchestrationStep Order="1" Type="SendClaims" {IssuerSample.Reference} />"""
            : $"""
              <OrchestrationStep Order="1" Type="ClaimsExchange">
                <ClaimsExchanges><ClaimsExchange Id="First" TechnicalProfileReferenceId="{profileId}" /></ClaimsExchanges>
              </OrchestrationStep>
              <OrchestrationStep Order="2" Type="SendClaims" {IssuerSample.Reference} />
              """;
    }
}
