using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.Tests.Control;
using TrustFramework.MockServer.Tests.Policies;

namespace TrustFramework.MockServer.Tests.SignIn;

/// <summary>Journeys of the starter pack without a browser.</summary>
public sealed class StarterPackJourneyTests(UnvalidatedServer server) : IClassFixture<UnvalidatedServer>
{
    private const string SignUpOrSignIn = "B2C_1A_signup_signin";
    private const string Jane = """{"claims":{"signInName":"jane@example.com","password":"P@ssword!1"}}""";

    private readonly Guid _tenant = Guid.NewGuid();

    /// <summary>Where each relying party is without an answer: the technical profile of its first page, or the profile that is not executed.</summary>
    public static TheoryData<string, string, string> FirstStops => new()
    {
        { "Display Controls Starterpack/LocalAccounts", "B2C_1A_PasswordReset", "Unsupported LocalAccountDiscoveryUsingEmailAddress" },
        { "Display Controls Starterpack/LocalAccounts", "B2C_1A_ProfileEdit", "SelfAsserted-LocalAccountSignin-Email" },
        { "Display Controls Starterpack/LocalAccounts", SignUpOrSignIn, "SelfAsserted-LocalAccountSignin-Email" },
        { "Display Controls Starterpack/SocialAccounts", "B2C_1A_ProfileEdit", "Unsupported Facebook-OAUTH" },
        { "Display Controls Starterpack/SocialAccounts", SignUpOrSignIn, "Unsupported Facebook-OAUTH" },
        { "Display Controls Starterpack/SocialAndLocalAccounts", "B2C_1A_PasswordReset", "Unsupported LocalAccountDiscoveryUsingEmailAddress" },
        { "Display Controls Starterpack/SocialAndLocalAccounts", "B2C_1A_ProfileEdit", "page 1" },
        { "Display Controls Starterpack/SocialAndLocalAccounts", SignUpOrSignIn, "SelfAsserted-LocalAccountSignin-Email" },
        { "Display Controls Starterpack/SocialAndLocalAccountsWithMfa", "B2C_1A_PasswordReset", "Unsupported LocalAccountDiscoveryUsingEmailAddress" },
        { "Display Controls Starterpack/SocialAndLocalAccountsWithMfa", "B2C_1A_ProfileEdit", "page 1" },
        { "Display Controls Starterpack/SocialAndLocalAccountsWithMfa", SignUpOrSignIn, "SelfAsserted-LocalAccountSignin-Email" },
        { "LocalAccounts", "B2C_1A_PasswordReset", "Unsupported LocalAccountDiscoveryUsingEmailAddress" },
        { "LocalAccounts", "B2C_1A_ProfileEdit", "SelfAsserted-LocalAccountSignin-Email" },
        { "LocalAccounts", SignUpOrSignIn, "SelfAsserted-LocalAccountSignin-Email" },
        { "SocialAccounts", "B2C_1A_ProfileEdit", "Unsupported Facebook-OAUTH" },
        { "SocialAccounts", SignUpOrSignIn, "Unsupported Facebook-OAUTH" },
        { "SocialAndLocalAccounts", "B2C_1A_PasswordReset", "Unsupported LocalAccountDiscoveryUsingEmailAddress" },
        { "SocialAndLocalAccounts", "B2C_1A_ProfileEdit", "page 1" },
        { "SocialAndLocalAccounts", SignUpOrSignIn, "SelfAsserted-LocalAccountSignin-Email" },
        { "SocialAndLocalAccountsWithMfa", "B2C_1A_PasswordReset", "Unsupported LocalAccountDiscoveryUsingEmailAddress" },
        { "SocialAndLocalAccountsWithMfa", "B2C_1A_ProfileEdit", "page 1" },
        { "SocialAndLocalAccountsWithMfa", SignUpOrSignIn, "SelfAsserted-LocalAccountSignin-Email" },
        { "scenarios/linkedin-identity-provider", "B2C_1A_signup_signin_linkedin", "SelfAsserted-LocalAccountSignin-Email" },
        { "scenarios/password-change", "B2C_1A_PasswordChange", "SelfAsserted-LocalAccountSignin-Email" },
        { "scenarios/phone-number-passwordless", "B2C_1A_ChangePhoneNumber", "PhoneInputPage-ChangePhoneNumberPolicy" },
        { "scenarios/phone-number-passwordless", "B2C_1A_PasswordResetEmail", "Unsupported LocalAccountDiscoveryUsingEmailAddress" },
        { "scenarios/phone-number-passwordless", "B2C_1A_ProfileEditPhoneEmail", "SelfAsserted-LocalAccountSigninForProfileEdit-Phone-Email" },
        { "scenarios/phone-number-passwordless", "B2C_1A_ProfileEditPhoneOnly", "SelfAsserted-LocalAccountSigninForProfileEdit-Phone-Only" },
        { "scenarios/phone-number-passwordless", "B2C_1A_SignUpOrSignInWithPhone", "SelfAsserted-LocalAccountSignin-Phone-Only" },
        { "scenarios/phone-number-passwordless", "B2C_1A_SignUpOrSignInWithPhoneOrEmail", "SelfAsserted-LocalAccountSignin-Phone-Email" },
    };

    [StarterPackTheory]
    [MemberData(nameof(FirstStops))]
    public async Task Each_relying_party_waits_at_a_page_or_stops_by_name(string folder, string policy, string expected)
    {
        var control = await SeedAsync(folder);

        var journey = await StartAsync(control, policy);

        var found = journey["status"]!.GetValue<string>() == "waiting"
            ? journey["stop"]!["technicalProfile"]?.GetValue<string>() ?? $"page {journey["stop"]!["step"]}"
            : $"{journey["error"]!["code"]} {journey["error"]!["message"]!.GetValue<string>().Split('\'')[1]}";
        found.Should().Be(expected);
    }

    [StarterPackFact]
    public async Task A_user_signs_in_after_a_wrong_password()
    {
        var control = await SeedAsync("LocalAccounts");

        var journey = await StartAsync(control, SignUpOrSignIn, """{"claims":{"signInName":"nobody@example.com","password":"x"}}""", """{"claims":{"signInName":"jane@example.com","password":"wrong"}}""");
        journey["stop"]!["message"]!.GetValue<string>().Should().Be("Your password is incorrect.");
        journey = (await control.PostAsync($"journeys/{journey["id"]}", Jane)).Json;

        journey["status"]!.GetValue<string>().Should().Be("completed", journey.ToJsonString());
        var token = new JsonWebToken(journey["result"]!["idToken"]!.GetValue<string>());
        (token.Subject, token.GetPayloadValue<string>("name"), token.GetPayloadValue<string>("acr")).Should().Be(("33333333-0000-4000-8000-000000000001", "Jane Doe", "b2c_1a_signup_signin"));
        journey["trace"]!.AsArray().Where(entry => entry!["kind"]!.GetValue<string>() == "error").Select(entry => entry!["id"]!.GetValue<string>()).Should().Equal("AADB2C90053", "AADB2C90054");
        journey.ToJsonString().Should().NotContain(StarterPackTenant.Password);
        JsonNode.DeepEquals((await control.GetAsync($"journeys/{journey["id"]}")).Json, journey).Should().BeTrue("a completed journey stays as it is");
    }

    [StarterPackFact]
    public async Task A_forgotten_password_and_cancel_give_the_error_of_the_service()
    {
        var control = await SeedAsync("LocalAccounts");

        (await StartAsync(control, SignUpOrSignIn, """{"link":"forgotPassword"}"""))["error"]!["code"]!.GetValue<string>().Should().Be("AADB2C90118");
        (await StartAsync(control, "B2C_1A_ProfileEdit", """{"link":"cancel"}"""))["error"]!["code"]!.GetValue<string>().Should().Be("AADB2C90091");
    }

    [StarterPackFact]
    public async Task A_user_edits_the_profile()
    {
        var control = await SeedAsync("LocalAccounts");

        var journey = await StartAsync(control, "B2C_1A_ProfileEdit", Jane);
        journey["stop"]!["fields"]!.AsArray().Select(field => (field!["claim"]!.GetValue<string>(), field["value"]!.GetValue<string>())).Should().Equal(("givenName", "Jane"), ("surname", "Doe"));
        journey = (await control.PostAsync($"journeys/{journey["id"]}", """{"claims":{"givenName":"Janet","surname":"Doe"}}""")).Json;

        journey["status"]!.GetValue<string>().Should().Be("completed", journey.ToJsonString());
        (await new TrustFrameworkClient(server.CreateClient(), _tenant).GetAsync("/v1.0/users")).Json["value"]![0]!["givenName"]!.GetValue<string>().Should().Be("Janet");
    }

    [StarterPackFact]
    public async Task Without_email_verification_a_user_signs_up_and_resets_the_password()
    {
        var control = await SeedAsync("LocalAccounts", xml => xml.Replace(" PartnerClaimType=\"Verified.Email\"", "", StringComparison.Ordinal));

        var journey = await StartAsync(control, SignUpOrSignIn, """{"link":"signUp"}""", """
            {"claims":{"email":"new@example.com","newPassword":"New-pass-1","reenterPassword":"New-pass-1","displayName":"New","givenName":"N","surName":"User"}}
            """);
        journey["status"]!.GetValue<string>().Should().Be("completed", journey.ToJsonString());
        journey["result"]!["claims"]!["newUser"]!.GetValue<string>().Should().Be("true");
        (await StartAsync(control, SignUpOrSignIn, """{"link":"signUp"}""", """
            {"claims":{"email":"new@example.com","newPassword":"New-pass-1","reenterPassword":"New-pass-1","displayName":"New"}}
            """))["stop"]!["message"]!.GetValue<string>().Should().Be("A user with the specified ID already exists. Please choose a different one.");

        journey = await StartAsync(control, "B2C_1A_PasswordReset", """{"claims":{"email":"new@example.com"}}""", """{"claims":{"newPassword":"New-pass-2","reenterPassword":"New-pass-2"}}""");
        journey["status"]!.GetValue<string>().Should().Be("completed", journey.ToJsonString());
        (await StartAsync(control, SignUpOrSignIn, """{"claims":{"signInName":"new@example.com","password":"New-pass-2"}}"""))["status"]!.GetValue<string>().Should().Be("completed");
        (await StartAsync(control, SignUpOrSignIn, """{"claims":{"signInName":"new@example.com","password":"New-pass-1"}}"""))["status"]!.GetValue<string>().Should().Be("waiting");
    }

    [StarterPackFact]
    public async Task A_refresh_token_runs_the_journey_for_it_which_reads_the_user_again_and_refuses_a_revoked_one()
    {
        var control = await SeedAsync("LocalAccounts");
        var graph = new TrustFrameworkClient(server.CreateClient(), _tenant);
        var journey = (await control.PostAsync("journeys", $$"""{"policy":"{{SignUpOrSignIn}}","parameters":{"scope":"openid offline_access"},"answers":[{{Jane}}]}""")).Json;
        var refreshToken = journey["result"]!["refreshToken"]!.GetValue<string>();
        (await graph.PatchAsync("/v1.0/users/33333333-0000-4000-8000-000000000001", """{"displayName":"Jane Roe"}""")).Status.Should().Be(204);

        var refreshed = await RefreshAsync(refreshToken);
        new JsonWebToken(refreshed.Json["id_token"]!.GetValue<string>()).GetPayloadValue<string>("name").Should().Be("Jane Roe");

        await control.PostAsync("clock/advance", """{"by":"PT10M"}""");
        (await graph.PostAsync("/v1.0/users/33333333-0000-4000-8000-000000000001/revokeSignInSessions", "{}")).Status.Should().Be(200);
        PolicyTenant.ShouldBeError(await RefreshAsync(refreshToken), "invalid_grant", "AADB2C90129");
        (await graph.DeleteAsync("/v1.0/users/33333333-0000-4000-8000-000000000001")).Status.Should().Be(204);
        PolicyTenant.ShouldBeError(await RefreshAsync(refreshToken), "invalid_grant", "AADB2C90128");
    }

    private async Task<ControlClient> SeedAsync(string folder, Func<string, string>? edit = null)
    {
        var control = new ControlClient(server.CreateDefaultClient(), _tenant);
        await StarterPackTenant.SeedAsync(control, folder, edit);
        return control;
    }

    private async Task<ApiResponse> RefreshAsync(string token)
    {
        using var content = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "refresh_token", ["client_id"] = "00000000-0000-0000-0000-000000000000", ["refresh_token"] = token });
        using var response = await server.CreateDefaultClient().PostAsync(new Uri($"/{_tenant}/{SignUpOrSignIn}/oauth2/v2.0/token", UriKind.Relative), content);
        return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
    }

    private static async Task<JsonNode> StartAsync(ControlClient control, string policy, params string[] answers)
    {
        var started = await control.PostAsync("journeys", $$"""{"policy":"{{policy}}","answers":[{{string.Join(',', answers)}}]}""");
        started.Status.Should().Be(200, started.Text);
        return started.Json;
    }
}
