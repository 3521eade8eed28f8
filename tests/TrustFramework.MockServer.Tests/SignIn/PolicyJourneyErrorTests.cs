namespace TrustFramework.MockServer.Tests.SignIn;

/// <summary>Errors of journeys at the token endpoint, with policies that the service would refuse.</summary>
public sealed class PolicyJourneyErrorTests(UnvalidatedServer server) : IClassFixture<UnvalidatedServer>
{
    private static readonly (string, string)[] Password =
        [("grant_type", "password"), ("client_id", PolicyTenant.Web), ("username", "jane@example.com"), ("password", "P@ssword!1"), ("scope", "openid offline_access")];

    [Fact]
    [Covers("AAD_Custom_")]
    public async Task An_error_of_the_policy_reaches_the_client()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: xml => PolicyEdits.AddPasswordJourney(xml)
            .Replace(
                """<OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney></UserJourneys><RelyingParty>""",
                """<OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Error" /><OrchestrationStep Order="3" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney></UserJourneys><RelyingParty>""",
                StringComparison.Ordinal)
            .Replace(
                """<TechnicalProfile Id="ResourceOwnerPasswordCredentials">""",
                """
                <TechnicalProfile Id="Error"><DisplayName>Error</DisplayName><Protocol Name="OAuth2" /><OutputTokenFormat>OAuth2Error</OutputTokenFormat>
                  <InputClaims><InputClaim ClaimTypeReferenceId="email" PartnerClaimType="errorCode" DefaultValue="1234" AlwaysUseDefaultValue="true" /><InputClaim ClaimTypeReferenceId="displayName" PartnerClaimType="errorMessage" /></InputClaims></TechnicalProfile>
                <TechnicalProfile Id="ResourceOwnerPasswordCredentials">
                """,
                StringComparison.Ordinal));

        var response = await tenant.TokenAsync(Password);
        PolicyTenant.ShouldBeError(response, "access_denied", "AAD_Custom_1234");
        response.Json["error_description"]!.GetValue<string>().Should().StartWith("AAD_Custom_1234: Jane Doe\r\n");
    }

    [Fact]
    [Covers("AADB2C90288")]
    public async Task A_journey_for_refresh_tokens_that_does_not_exist_is_named()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: xml => PolicyEdits.AddPasswordJourney(xml).Replace(
            "<TechnicalProfile Id=\"PolicyProfile\">", """<Endpoints><Endpoint Id="Token" UserJourneyReferenceId="Missing" /></Endpoints><TechnicalProfile Id="PolicyProfile">""", StringComparison.Ordinal));
        var token = (await tenant.TokenAsync(Password)).Json["refresh_token"]!.GetValue<string>();

        var response = await tenant.TokenAsync([("grant_type", "refresh_token"), ("client_id", PolicyTenant.Web), ("refresh_token", token)]);

        PolicyTenant.ShouldBeError(response, "server_error", "AADB2C90288");
        response.Json["error_description"]!.GetValue<string>().Should().StartWith("AADB2C90288: UserJourney with ID 'Missing'");
    }

    [Fact]
    public async Task A_journey_of_client_credentials_adds_its_claims_to_the_token()
    {
        var tenant = await PolicyTenant.CreateAsync(server, applications: false, edit: xml => PolicyEdits.AddClientCredentialsJourney(xml));

        var response = await tenant.TokenAsync([("grant_type", "client_credentials"), ("client_id", PolicyTenant.Web), ("client_secret", "secret"), ("scope", "https://contoso.onmicrosoft.com/api/.default")]);

        response.Status.Should().Be(200, response.Text);
        (await tenant.VerifyAsync(response.Json["access_token"]!.GetValue<string>()))["displayName"]!.GetValue<string>().Should().Be("the service");
    }
}
