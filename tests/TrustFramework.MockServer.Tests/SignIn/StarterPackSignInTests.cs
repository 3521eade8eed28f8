using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Tests.Control;
using TrustFramework.MockServer.Tests.Login;
using TrustFramework.MockServer.Tests.Policies;

namespace TrustFramework.MockServer.Tests.SignIn;

/// <summary>Metadata, keys and an ID token of all relying parties of the starter pack. Validation is off, because one of them is refused as published.</summary>
public sealed class StarterPackSignInTests(UnvalidatedServer server) : IClassFixture<UnvalidatedServer>
{
    private const string SignUpOrSignIn = "B2C_1A_signup_signin";
    private const string ProfileEdit = "B2C_1A_ProfileEdit";
    private const string PasswordReset = "B2C_1A_PasswordReset";
    private const string Phone = "scenarios/phone-number-passwordless";

    /// <summary>The claims that each relying party issues, read from its file by hand: name of the output claim, else of the claim type for OpenID Connect, else its id.</summary>
    public static TheoryData<string, string, string> RelyingParties => new()
    {
        { "Display Controls Starterpack/LocalAccounts", PasswordReset, "email sub tid" },
        { "Display Controls Starterpack/LocalAccounts", ProfileEdit, "sub tid" },
        { "Display Controls Starterpack/LocalAccounts", SignUpOrSignIn, "name given_name family_name email sub tid" },
        { "Display Controls Starterpack/SocialAccounts", ProfileEdit, "sub tid" },
        { "Display Controls Starterpack/SocialAccounts", SignUpOrSignIn, "name given_name family_name email sub idp tid" },
        { "Display Controls Starterpack/SocialAndLocalAccounts", PasswordReset, "email sub tid" },
        { "Display Controls Starterpack/SocialAndLocalAccounts", ProfileEdit, "sub tid" },
        { "Display Controls Starterpack/SocialAndLocalAccounts", SignUpOrSignIn, "name given_name family_name email sub idp tid" },
        { "Display Controls Starterpack/SocialAndLocalAccountsWithMfa", PasswordReset, "email sub tid" },
        { "Display Controls Starterpack/SocialAndLocalAccountsWithMfa", ProfileEdit, "sub tid" },
        { "Display Controls Starterpack/SocialAndLocalAccountsWithMfa", SignUpOrSignIn, "name given_name family_name email sub idp tid" },
        { "LocalAccounts", PasswordReset, "email sub tid" },
        { "LocalAccounts", ProfileEdit, "sub tid" },
        { "LocalAccounts", SignUpOrSignIn, "name given_name family_name email sub tid" },
        { "SocialAccounts", ProfileEdit, "sub tid" },
        { "SocialAccounts", SignUpOrSignIn, "name given_name family_name email sub idp tid" },
        { "SocialAndLocalAccounts", PasswordReset, "email sub tid" },
        { "SocialAndLocalAccounts", ProfileEdit, "sub tid" },
        { "SocialAndLocalAccounts", SignUpOrSignIn, "name given_name family_name email sub idp tid" },
        { "SocialAndLocalAccountsWithMfa", PasswordReset, "email sub tid" },
        { "SocialAndLocalAccountsWithMfa", ProfileEdit, "sub tid" },
        { "SocialAndLocalAccountsWithMfa", SignUpOrSignIn, "name given_name family_name email sub idp tid" },
        { "scenarios/linkedin-identity-provider", "B2C_1A_signup_signin_linkedin", "name given_name family_name email sub" },
        { "scenarios/password-change", "B2C_1A_PasswordChange", "sub" },
        { Phone, "B2C_1A_ChangePhoneNumber", "name givenName surname signInNames.phoneNumber email sub" },
        { Phone, "B2C_1A_PasswordResetEmail", "name givenName surname signInNames.emailAddress sub" },
        { Phone, "B2C_1A_ProfileEditPhoneEmail", "name givenName surname signInNames.phoneNumber signInNames.emailAddress email sub tid" },
        { Phone, "B2C_1A_ProfileEditPhoneOnly", "name givenName surname signInNames.phoneNumber email sub tid" },
        { Phone, "B2C_1A_SignUpOrSignInWithPhone", "name givenName surname signInNames.phoneNumber email sub tid" },
        { Phone, "B2C_1A_SignUpOrSignInWithPhoneOrEmail", "name givenName surname signInNames.phoneNumber signInNames.emailAddress email sub tid" },
    };

    [StarterPackTheory]
    [MemberData(nameof(RelyingParties))]
    public async Task A_relying_party_issues_its_claims(string folder, string policy, string names)
    {
        var (http, tenant) = (server.CreateDefaultClient(), Guid.NewGuid());
        await StarterPackTenant.SeedAsync(new ControlClient(http, tenant), folder);
        string Address(string path) => $"/{tenant}/{policy}/{path}";
        async Task<ApiResponse> SendAsync(HttpMethod method, string path, params IEnumerable<(string, string)> form)
        {
            using var request = new HttpRequestMessage(method, Address(path));
            if (method == HttpMethod.Post)
                request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
            using var response = await http.SendAsync(request);
            return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
        }

        var metadata = (await SendAsync(HttpMethod.Get, "v2.0/.well-known/openid-configuration")).Json;
        var keys = new JsonWebKeySet((await SendAsync(HttpMethod.Get, "discovery/v2.0/keys")).Text);
        const string authorize = "oauth2/v2.0/authorize?client_id=app&response_type=id_token&scope=openid&redirect_uri=https%3A%2F%2Flocalhost%2Fback&nonce=n";
        var page = await SendAsync(HttpMethod.Post, authorize, ("other_user", "jane"), ("decision", "next"));
        var fields = page.Text.Split("name=\"claim.").Skip(1).Where(field => !field.Split('>')[0].EndsWith(" disabled", StringComparison.Ordinal)).Select(field => WebUtility.HtmlDecode(field.Split('"')[0]));
        var redirect = LoginClient.ParseRedirect(await SendAsync(
            HttpMethod.Post, authorize, [("other_user", "jane"), ("decision", "accept"), .. fields.Select(field => ($"claim.{field}", $"value of {field}"))]));
#pragma warning disable CA5404 // The server under test has its own clock.
        var token = await new JsonWebTokenHandler().ValidateTokenAsync(
            redirect["id_token"], new TokenValidationParameters { IssuerSigningKeys = keys.GetSigningKeys(), ValidIssuer = metadata["issuer"]!.GetValue<string>(), ValidAudience = "app", ValidateLifetime = false });
#pragma warning restore CA5404

        token.Exception.Should().BeNull();
        string[] expected = names.Split(' ');
        string[] protocol = ["exp", "nbf", "ver", "iss", "aud", "acr", "nonce", "iat", "auth_time"];
        metadata["claims_supported"]!.AsArray().Select(name => name!.GetValue<string>()).Should().BeEquivalentTo([.. expected, "iss", "iat", "exp", "aud", "acr", "nonce", "auth_time"]);
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(((JsonWebToken)token.SecurityToken).EncodedPayload))!.AsObject();
        claims.Select(claim => claim.Key).Should().BeEquivalentTo([.. expected, .. protocol]);
        claims["acr"]!.GetValue<string>().Should().Be(policy.ToLowerInvariant());
        foreach (var name in expected)
            claims[name]!.GetValue<string>().Should().Match(name == "tid" ? tenant.ToString() : "value of *");
    }
}
