using TrustFramework.MockServer.Tests.Login;

namespace TrustFramework.MockServer.Tests.SignIn;

/// <summary>Policies that validation would refuse, the password grant, disabled accounts and faults.</summary>
public sealed class PolicyErrorTests(PolicyErrorTests.UnvalidatedServer server) : IClassFixture<PolicyErrorTests.UnvalidatedServer>
{
    private const string Issuer = " CpimIssuerTechnicalProfileReferenceId=\"JwtIssuer\"";

    [Theory]
    [InlineData("Type=\"SendClaims\"", "Type=\"ClaimsExchange\"", "AADB2C90040: User journey &#39;SignUpOrSignIn&#39; does not contain a send claims step.")]
    [InlineData(Issuer, "", "AADB2C90108: The orchestration step &#39;4&#39; does not specify a CpimIssuerTechnicalProfileReferenceId when one was expected.")]
    [InlineData(Issuer, " CpimIssuerTechnicalProfileReferenceId=\"Other\"", "AADB2C90021: The technical profile &#39;Other&#39; does not exist in the policy")]
    [InlineData("Id=\"issuer_secret\"", "Id=\"other\"", "AADB2C90025: Profile &#39;JwtIssuer&#39; in policy &#39;B2C_1A_Example_SignUpOrSignIn&#39; in tenant")]
    [InlineData("<OutputTokenFormat>JWT<", "<OutputTokenFormat>SAML2<", "AADB2C90037: An error occurred while processing the request.")]
    [Covers("AADB2C90040", "AADB2C90108", "AADB2C90021", "AADB2C90025")]
    public async Task A_policy_that_cannot_issue_tokens_is_refused_by_name(string text, string replacement, string error)
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: xml => xml.Replace(text, replacement, StringComparison.Ordinal));

        (await tenant.GetAsync(tenant.Authorize())).Text.Should().Contain(error);
    }

    [Fact]
    public async Task A_refresh_token_needs_its_key()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: xml => xml.Replace("Id=\"issuer_refresh_token_key\"", "Id=\"other\"", StringComparison.Ordinal));
        var code = LoginClient.ParseRedirect(await tenant.PickAsync(tenant.Authorize()))["code"]!;

        PolicyTenant.ShouldBeError(await tenant.RedeemAsync(code), "server_error", "AADB2C90025");
    }

    [Fact]
    [Covers("AADB2C90225", "AADB2C90111")]
    public async Task A_password_gives_tokens_if_the_journey_exchanges_one()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: PolicyEdits.AddPasswordJourney);
        (string, string)[] request =
            [("grant_type", "password"), ("client_id", PolicyTenant.Web), ("username", "jane@example.com"), ("password", "P@ssword!1"), ("scope", $"openid offline_access {PolicyTenant.Web}"), ("response_type", "token id_token")];

        var response = await tenant.TokenAsync(request);

        response.Status.Should().Be(200, response.Text);
        (await tenant.VerifyAsync(response.Json["access_token"]!.GetValue<string>()))["aud"]!.GetValue<string>().Should().Be(PolicyTenant.Web);
        response.Json["refresh_token"].Should().NotBeNull();
        PolicyTenant.ShouldBeError(await tenant.TokenAsync([.. request, ("client_id", PolicyTenant.Spa)]), "unauthorized_client", "AADB2C90057");
        PolicyTenant.ShouldBeError(await tenant.TokenAsync([.. request, ("password", "wrong")]), "invalid_grant", "AADB2C90225");
        PolicyTenant.ShouldBeError(await tenant.TokenAsync([.. request, ("username", "nobody")]), "invalid_grant", "AADB2C90225");
        var user = (await tenant.Graph.GetAsync("/v1.0/users")).Json["value"]![0]!["id"]!.GetValue<string>();
        (await tenant.Graph.PatchAsync($"/v1.0/users/{user}", """{"accountEnabled":false}""")).Status.Should().Be(204);
        PolicyTenant.ShouldBeError(await tenant.TokenAsync(request), "access_denied", "AADB2C90111");
        PolicyTenant.ShouldRedirectWithError(await tenant.PickAsync(tenant.Authorize()), "access_denied", "AADB2C90111");
    }

    [Fact]
    [Covers("AADB2C90035")]
    public async Task A_fault_hits_the_operations_of_policies()
    {
        var tenant = await PolicyTenant.CreateAsync(server);
        (await tenant.Control.PostAsync("faults", """{"match":{"operation":"SignIn/token"},"outcome":{"kind":"serviceUnavailable","retryAfter":7}}""")).Status.Should().Be(201);

        var response = await tenant.TokenAsync(("grant_type", "authorization_code"), ("client_id", PolicyTenant.Spa));

        (response.Status, response.Header("Retry-After"), response.Json["error"]!.GetValue<string>()).Should().Be((503, "7", "temporarily_unavailable"));
        response.Json["error_description"]!.GetValue<string>().Should().StartWith("AADB2C90035: ");
        (await tenant.GetAsync(tenant.Address("discovery/v2.0/keys"))).Status.Should().Be(200);
        var verified = await tenant.Control.PostAsync("verify", """{"expectations":[{"operation":"SignIn/token","status":503,"exactly":1}]}""");
        verified.Status.Should().Be(200, verified.Text);
    }

    public sealed class UnvalidatedServer : MockServerFactory
    {
        public UnvalidatedServer() => And("MockServer:Validation", "off");
    }
}
