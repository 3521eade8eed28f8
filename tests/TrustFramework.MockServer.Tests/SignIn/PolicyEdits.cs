namespace TrustFramework.MockServer.Tests.SignIn;

/// <summary>Changes of the example policies.</summary>
internal static class PolicyEdits
{
    private const string ReadByEmail = """
        <OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Read" TechnicalProfileReferenceId="AAD-ReadByEmail" /></ClaimsExchanges></OrchestrationStep>
        """;

    /// <summary>The page for the email address does not verify it.</summary>
    public static string RemoveVerification(string xml) => xml.Replace(" PartnerClaimType=\"Verified.Email\"", "", StringComparison.Ordinal);

    /// <summary>Adds a UserInfo endpoint, whose journey reads the user of the token.</summary>
    public static string AddUserInfo(string xml) => AddBeforeRelyingParty(
        xml.Replace("<TechnicalProfile Id=\"PolicyProfile\">", """<Endpoints><Endpoint Id="UserInfo" UserJourneyReferenceId="UserInfo" /></Endpoints><TechnicalProfile Id="PolicyProfile">""", StringComparison.Ordinal),
        """
        <TechnicalProfile Id="UserInfoAuthorization"><DisplayName>UserInfo authorization</DisplayName><Protocol Name="None" /><InputTokenFormat>JWT</InputTokenFormat>
          <Metadata><Item Key="issuer">https://contoso.b2clogin.com/00000000-0000-4000-8000-000000000b2c/v2.0/</Item><Item Key="audience">[ "11111111-0000-4000-8000-000000000003" ]</Item></Metadata>
          <CryptographicKeys><Key Id="issuer_secret" StorageReferenceId="B2C_1A_TokenSigningKeyContainer" /></CryptographicKeys>
          <OutputClaims><OutputClaim ClaimTypeReferenceId="email" /></OutputClaims></TechnicalProfile>
        <TechnicalProfile Id="UserInfoIssuer"><DisplayName>UserInfo</DisplayName><Protocol Name="None" /><OutputTokenFormat>JSON</OutputTokenFormat>
          <CryptographicKeys><Key Id="issuer_secret" StorageReferenceId="B2C_1A_TokenSigningKeyContainer" /></CryptographicKeys>
          <InputClaims><InputClaim ClaimTypeReferenceId="objectId" /><InputClaim ClaimTypeReferenceId="displayName" PartnerClaimType="name" /><InputClaim ClaimTypeReferenceId="city" /></InputClaims></TechnicalProfile>
        """,
        $"""
        <UserJourney Id="UserInfo" DefaultCpimIssuerTechnicalProfileReferenceId="UserInfoIssuer">
          <Authorization><AuthorizationTechnicalProfiles><AuthorizationTechnicalProfile ReferenceId="UserInfoAuthorization" /></AuthorizationTechnicalProfiles></Authorization>
          <OrchestrationSteps>{ReadByEmail}<OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="UserInfoIssuer" /></OrchestrationSteps></UserJourney>
        """);

    /// <summary>Makes the default journey one that exchanges a password without a page, as the documentation has it.</summary>
    public static string AddPasswordJourney(string xml) => AddBeforeRelyingParty(
        xml.Replace("<DefaultUserJourney ReferenceId=\"SignUpOrSignIn\"", "<DefaultUserJourney ReferenceId=\"Password\"", StringComparison.Ordinal),
        """
        <TechnicalProfile Id="ResourceOwnerPasswordCredentials"><DisplayName>Local account</DisplayName><Protocol Name="OpenIdConnect" />
          <Metadata><Item Key="METADATA">https://login.microsoftonline.com/{tenant}/.well-known/openid-configuration</Item><Item Key="authorization_endpoint">https://login.microsoftonline.com/{tenant}/oauth2/token</Item>
            <Item Key="response_types">id_token</Item><Item Key="response_mode">query</Item><Item Key="scope">email openid</Item><Item Key="grant_type">password</Item><Item Key="client_id">11111111-0000-4000-8000-0000000000f1</Item></Metadata>
          <InputClaims><InputClaim ClaimTypeReferenceId="email" PartnerClaimType="username" Required="true" DefaultValue="{OIDC:Username}" />
            <InputClaim ClaimTypeReferenceId="unusedPassword" PartnerClaimType="password" Required="true" DefaultValue="{OIDC:Password}" /></InputClaims>
          <OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="oid" /><OutputClaim ClaimTypeReferenceId="displayName" PartnerClaimType="name" /></OutputClaims></TechnicalProfile>
        """,
        """
        <UserJourney Id="Password"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="PasswordExchange" TechnicalProfileReferenceId="ResourceOwnerPasswordCredentials" /></ClaimsExchanges></OrchestrationStep>
          <OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney>
        """);

    /// <summary>Adds a journey that sets the display name in tokens of client credentials.</summary>
    public static string AddClientCredentialsJourney(string xml) => AddBeforeRelyingParty(
        xml.Replace("<Item Key=\"issuer_refresh_token_user_identity_claim_type\">", """<Item Key="ClientCredentialsUserJourneyId">ClientCredentials</Item><Item Key="issuer_refresh_token_user_identity_claim_type">""", StringComparison.Ordinal),
        """
        <TechnicalProfile Id="ClientCredentialsSetup"><DisplayName>Client credentials</DisplayName><Protocol Name="None" />
          <OutputClaims><OutputClaim ClaimTypeReferenceId="displayName" DefaultValue="the service" AlwaysUseDefaultValue="true" /></OutputClaims></TechnicalProfile>
        """,
        """
        <UserJourney Id="ClientCredentials"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Setup" TechnicalProfileReferenceId="ClientCredentialsSetup" /></ClaimsExchanges></OrchestrationStep>
          <OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney>
        """);

    /// <summary>Changes only the policy with the relying party.</summary>
    private static string AddBeforeRelyingParty(string xml, string profiles, string journeys) => xml.Replace(
        "<RelyingParty>",
        $"<ClaimsProviders><ClaimsProvider><DisplayName>Added</DisplayName><TechnicalProfiles>{profiles}</TechnicalProfiles></ClaimsProvider></ClaimsProviders><UserJourneys>{journeys}</UserJourneys><RelyingParty>",
        StringComparison.Ordinal);
}
