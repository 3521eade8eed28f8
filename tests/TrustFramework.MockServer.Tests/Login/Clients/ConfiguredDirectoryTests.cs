using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using static TrustFramework.MockServer.Tests.Login.LoginClient;

namespace TrustFramework.MockServer.Tests.Login.Clients;

/// <summary>Configured clients and users: only these are accepted, with their own secrets and permissions.</summary>
public sealed class ConfiguredDirectoryTests(ConfiguredDirectoryTests.ConfiguredServer server) : IClassFixture<ConfiguredDirectoryTests.ConfiguredServer>
{
    private readonly LoginClient _login = new(server, "contoso.onmicrosoft.com");

    [Fact]
    [Covers("AADSTS7000215", "AADSTS7000218", "AADSTS700016")]
    public async Task A_client_needs_its_own_secret()
    {
        (await ApplicationAsync(("client_id", "app"), ("client_secret", "s3cret value"))).Status.Should().Be(200);
        (await ApplicationAsync(("client_id", "APP"), ("client_secret", "s3cret value"))).Status.Should().Be(200);

        ShouldBeLoginError(await ApplicationAsync(("client_id", "app"), ("client_secret", "wrong")), 7000215, "invalid_client", 401);
        ShouldBeLoginError(await ApplicationAsync(("client_id", "app")), 7000218, "invalid_client", 401);
        ShouldBeLoginError(await ApplicationAsync(("client_id", "nobody"), ("client_secret", "x")), 700016, "unauthorized_client");
        ShouldBeLoginError(await ApplicationAsync(("client_id", "cert"), ("client_secret", "x")), 7000215, "invalid_client", 401);
    }

    [Theory]
    [InlineData("s3cret value", "s3cret value", 200)]
    [InlineData("s3cret value", null, 200)]
    [InlineData("s3cret value", "wrong", 401)]
    [InlineData("wrong", "s3cret value", 401)]
    public async Task If_a_request_has_two_secrets_both_must_be_correct(string basic, string? body, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/contoso.onmicrosoft.com/oauth2/v2.0/token", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(Form(("grant_type", "client_credentials"), ("scope", DefaultScope), ("client_id", "app"), ("client_secret", body))),
        };
        request.Headers.Authorization = Basic("app", basic);

        (await _login.SendAsync(request)).Status.Should().Be(status);
    }

    [Fact]
    [Covers("AADSTS65001")]
    public async Task A_client_has_only_its_configured_permissions()
    {
        var token = await ApplicationAsync(("client_id", "app"), ("client_secret", "s3cret value"));
        Claims(token.Json["access_token"]!.GetValue<string>())["roles"]!.AsArray().Select(role => role!.GetValue<string>())
            .Should().Equal("Policy.Read.All", "Policy.ReadWrite.TrustFramework");
        (await _login.CreateGraphClient(token).GetAsync("keySets")).Status.Should().Be(403);

        var response = await PasswordAsync("TrustFrameworkKeySet.Read.All");
        ShouldBeLoginError(response, 65001, "invalid_grant");
        response.Json["suberror"]!.GetValue<string>().Should().Be("consent_required");
        var page = ParseRedirect(await _login.GetAsync(
            "oauth2/v2.0/authorize?client_id=app&redirect_uri=https://app.example/cb&response_type=code&scope=TrustFrameworkKeySet.Read.All"));
        page["error"].Should().Be("consent_required");
    }

    [Fact]
    [Covers("AADSTS50126", "AADSTS50034")]
    public async Task A_user_needs_the_password_and_consents_only_to_the_configured_permissions()
    {
        var token = await PasswordAsync(DefaultScope);
        Claims(token.Json["access_token"]!.GetValue<string>())["scp"]!.GetValue<string>().Should().Be("Policy.Read.All");
        Claims(token.Json["access_token"]!.GetValue<string>())["wids"]![0]!.GetValue<string>().Should().Be("3edaf663-341e-4475-9f94-5c398ef6c070");

        ShouldBeLoginError(await PasswordAsync(DefaultScope, password: "wrong"), 50126, "invalid_grant");
        ShouldBeLoginError(await PasswordAsync(DefaultScope, user: "bob@contoso.onmicrosoft.com"), 50034, "invalid_grant");
        ShouldBeLoginError(await PasswordAsync("Policy.ReadWrite.TrustFramework"), 65001, "invalid_grant");
    }

    [Fact]
    public async Task The_page_has_a_password_field_and_shows_an_error_for_a_wrong_password()
    {
        const string Query = "client_id=app&redirect_uri=https://app.example/cb&response_type=code&scope=Policy.Read.All";

        (await _login.GetAsync($"oauth2/v2.0/authorize?{Query}")).Text.Should().Contain("type=\"password\"").And.NotContain("Another user");
        (await _login.SignInAsync(Query, "alice@contoso.onmicrosoft.com", password: "wrong")).Text.Should().Contain("AADSTS50126: ");
        (await _login.SignInAsync(Query, "bob@contoso.onmicrosoft.com", password: "x")).Text.Should().Contain("AADSTS50034: ");
        ParseRedirect(await _login.SignInAsync(Query, "alice@contoso.onmicrosoft.com", password: "pässword"))["code"].Should().NotBeNull();
    }

    [Theory]
    [InlineData("https://app.example/cb", 200)]
    [InlineData("http://localhost:5123/back", 200)]
    [InlineData("https://app.example/other", 400)]
    [InlineData("http://localhost:5123/other", 400)]
    [InlineData("https://evil.example/cb", 400)]
    public async Task Codes_are_sent_to_registered_redirect_URIs_only(string redirect, int status) =>
        (await _login.GetAsync($"oauth2/v2.0/authorize?client_id=app&redirect_uri={redirect}&response_type=code&scope=Policy.Read.All")).Status.Should().Be(status);

    [Theory]
    [Covers("AADSTS700027", "AADSTS700024", "AADSTS700023", "AADSTS700021", "AADSTS50027")]
    [InlineData("RS256", null, 0)]
    [InlineData("PS256", null, 0)]
    [InlineData("PS256", "other key", 700027)]
    [InlineData("PS256", "other thumbprint", 700027)]
    [InlineData("RS512", null, 700027)]
    [InlineData("RS256", "expired", 700024)]
    [InlineData("RS256", "no exp", 700024)]
    [InlineData("RS256", "early", 700024)]
    [InlineData("RS256", "audience", 700023)]
    [InlineData("RS256", "issuer", 700021)]
    [InlineData("RS256", "no JWT", 50027)]
    public async Task A_client_with_a_certificate_authenticates_by_a_signature(string algorithm, string? defect, int code)
    {
        var response = await AssertAsync("cert", defect == "no JWT" ? "a.b.c" : server.Assertion(algorithm, defect));

        if (code == 0)
            response.Status.Should().Be(200, response.Text);
        else
            ShouldBeLoginError(response, code, code == 50027 ? "invalid_request" : "invalid_client", code == 50027 ? 400 : 401);
    }

    [Fact]
    public async Task A_token_contains_the_authentication_method_of_its_client()
    {
        Acr(await AssertAsync("cert", server.Assertion("PS256", defect: null))).Should().Be("2");
        Acr(await ApplicationAsync(("client_id", "app"), ("client_secret", "s3cret value"))).Should().Be("1");

        static string Acr(ApiResponse response) => Claims(response.Json["access_token"]!.GetValue<string>())["appidacr"]!.GetValue<string>();
    }

    [Fact]
    [Covers("AADSTS700213")]
    public async Task A_federated_client_authenticates_with_another_issuers_token()
    {
        (await AssertAsync("github", server.Federated("repo:contoso/policies:ref:refs/heads/main"))).Status.Should().Be(200);

        ShouldBeLoginError(await AssertAsync("github", server.Federated("repo:evil/policies:ref:refs/heads/main")), 700213, "invalid_client", 401);
        ShouldBeLoginError(await AssertAsync("app", server.Federated("repo:contoso/policies:ref:refs/heads/main")), 700213, "invalid_client", 401);
    }

    private Task<ApiResponse> ApplicationAsync(params (string, string?)[] fields) =>
        _login.TokenAsync([("grant_type", "client_credentials"), ("scope", DefaultScope), .. fields]);

    private Task<ApiResponse> AssertAsync(string client, string assertion) => ApplicationAsync(
        ("client_id", client), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", assertion));

    private Task<ApiResponse> PasswordAsync(string scope, string user = "alice@contoso.onmicrosoft.com", string password = "pässword") => _login.TokenAsync(
        ("grant_type", "password"), ("client_id", "app"), ("client_secret", "s3cret value"), ("username", user), ("password", password), ("scope", scope));

    public sealed class ConfiguredServer : MockServerFactory
    {
        private readonly RSA _key = RSA.Create(2048);
        private readonly RSA _otherKey = RSA.Create(2048);
        private readonly X509Certificate2 _certificate;
        private readonly string _file = Path.GetTempFileName();

        public ConfiguredServer()
        {
            _certificate = new CertificateRequest("CN=client", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(Clock.Now.AddDays(-1), Clock.Now.AddDays(1));
            File.WriteAllText(_file, _certificate.ExportCertificatePem());
            And("MockServer:Clients:app:Secret", "s3cret value").And("MockServer:Clients:app:DisplayName", "The App")
                .And("MockServer:Clients:app:Permissions", "Policy.Read.All Policy.ReadWrite.TrustFramework")
                .And("MockServer:Clients:app:RedirectUris:0", "https://app.example/cb").And("MockServer:Clients:app:RedirectUris:1", "http://localhost/back")
                .And("MockServer:Clients:cert:Certificate", _file)
                .And("MockServer:Clients:github:FederatedSubject", "repo:contoso/policies:ref:refs/heads/main")
                .And("MockServer:Users:alice@contoso.onmicrosoft.com:Password", "pässword")
                .And("MockServer:Users:alice@contoso.onmicrosoft.com:Roles", "B2C IEF Policy Administrator")
                .And("MockServer:Users:alice@contoso.onmicrosoft.com:Permissions", "Policy.Read.All");
        }

        public string Assertion(string algorithm, string? defect)
        {
            var expires = Clock.Now.AddMinutes(defect == "expired" ? -6 : 10).ToUnixTimeSeconds();
            // MSAL.NET writes the times as strings.
            Dictionary<string, object> claims = new(StringComparer.Ordinal)
            {
                ["iss"] = defect == "issuer" ? "another" : "cert",
                ["sub"] = "cert",
                ["aud"] = defect == "audience" ? "https://evil.example/common/oauth2/v2.0/token" : "http://localhost/contoso.onmicrosoft.com/oauth2/v2.0/token",
                ["nbf"] = Clock.Now.AddMinutes(defect == "early" ? 6 : 0).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
            if (defect != "no exp")
                claims["exp"] = expires.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var thumbprint = defect == "other thumbprint" ? new byte[32] : _certificate.GetCertHash(HashAlgorithmName.SHA256);
            return Sign(claims, defect == "other key" ? _otherKey : _key, algorithm, new(StringComparer.Ordinal) { ["x5t#S256"] = Base64UrlEncoder.Encode(thumbprint) });
        }

        public string Federated(string subject) => Sign(
            new(StringComparer.Ordinal)
            {
                ["iss"] = "https://token.actions.githubusercontent.com",
                ["sub"] = subject,
                ["aud"] = "api://AzureADTokenExchange",
                ["exp"] = Clock.Now.AddMinutes(5).ToUnixTimeSeconds(),
            },
            _otherKey, "RS256", []);

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (!disposing)
                return;
            _key.Dispose();
            _otherKey.Dispose();
            _certificate.Dispose();
            File.Delete(_file);
        }

        private static string Sign(Dictionary<string, object> claims, RSA key, string algorithm, Dictionary<string, object> header) =>
            new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
                System.Text.Json.JsonSerializer.Serialize(claims), new SigningCredentials(new RsaSecurityKey(key), algorithm), header);
    }
}
