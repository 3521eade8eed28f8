namespace TrustFramework.MockServer.Tests.DirectoryObjects;

/// <summary>The signed-in user.</summary>
public sealed class MeTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string DelegatedOnlyMessage = "/me request is only valid with delegated authentication flow.";

    private readonly Guid _tenant = Guid.NewGuid();

    [Theory]
    [InlineData("/beta/me", "beta")]
    [InlineData("/V1.0/Me/", "v1.0")]
    [Covers("D5", "D5v1")]
    public async Task The_signed_in_user_has_the_properties_of_the_token(string path, string version)
    {
        var claims = User();
        claims["oid"] = "87d349ed-44d7-43e1-9a83-5f2406dee5bd";
        claims["upn"] = "admin@contoso.onmicrosoft.com";
        claims["name"] = "Adele Admin";
        claims["email"] = "adele@contoso.com";

        (await GetAsync(claims, path)).Text.Should().Be(
            $$"""
            {"@odata.context":"http://localhost/{{version}}/$metadata#users/$entity","businessPhones":[],
            "displayName":"Adele Admin","givenName":null,"jobTitle":null,"mail":"adele@contoso.com","mobilePhone":null,
            "officeLocation":null,"preferredLanguage":null,"surname":null,
            "userPrincipalName":"admin@contoso.onmicrosoft.com","id":"87d349ed-44d7-43e1-9a83-5f2406dee5bd"}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("upn")]
    [InlineData("unique_name")]
    [InlineData("preferred_username")]
    public async Task The_user_name_may_be_in_any_of_several_claims(string claim)
    {
        var claims = User();
        claims[claim] = "paul@contoso.com";

        var me = (await GetAsync(claims)).Json;

        me["userPrincipalName"]!.GetValue<string>().Should().Be("paul@contoso.com");
        me["displayName"]!.GetValue<string>().Should().Be("paul@contoso.com");
    }

    [Fact]
    public async Task A_token_without_a_name_represents_one_user_of_its_tenant()
    {
        var id = (await GetAsync(User())).Json["id"]!.GetValue<string>();

        Guid.Parse(id).Should().NotBeEmpty();
        (await GetAsync(User())).Json["id"]!.GetValue<string>().Should().Be(id);
        (await GetAsync(AccessTokens.Delegated(Guid.NewGuid(), "User.Read"))).Json["id"]!.GetValue<string>().Should().NotBe(id);
    }

    [Theory]
    [InlineData("/beta/me")]
    [InlineData("/v1.0/me")]
    [Covers("UserRequired")]
    public async Task An_application_token_has_no_user(string path)
    {
        var application = AccessTokens.Application(_tenant, AccessTokens.PolicyRead);
        application["oid"] = "87d349ed-44d7-43e1-9a83-5f2406dee5bd";

        (await GetAsync(application, path)).ShouldBeError(400, "BadRequest", DelegatedOnlyMessage);
        (await new TrustFrameworkClient(server.CreateClient(), _tenant) { Bearer = AccessTokens.PolicyRead }.GetAsync(path)).Message.Should().Be(DelegatedOnlyMessage);
    }

    [Fact]
    public async Task In_mode_off_a_token_still_supplies_the_user()
    {
        await using var open = MockServerFactory.With("MockServer:Auth", "off");
        var claims = User();
        claims["upn"] = "kim@contoso.com";

        (await new TrustFrameworkClient(open.CreateClient(), _tenant) { Bearer = AccessTokens.Unsigned(claims) }.GetAsync("/v1.0/me"))
            .Json["userPrincipalName"]!.GetValue<string>().Should().Be("kim@contoso.com");
        using var anonymous = open.CreateClient();
        (await anonymous.GetAsync(new Uri("/v1.0/me", UriKind.Relative))).StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_user_who_signed_in_here_has_the_domain_of_the_tenant()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "password",
            ["client_id"] = "any",
            ["username"] = "reader",
            ["password"] = "any",
            ["scope"] = "https://graph.microsoft.com/User.Read",
        });
        var issued = await new TrustFrameworkClient(server.CreateClient(), _tenant).SendAsync(HttpMethod.Post, $"/{_tenant}/oauth2/v2.0/token", form);
        var client = new TrustFrameworkClient(server.CreateClient(), _tenant) { Bearer = issued.Json["access_token"]!.GetValue<string>() };

        var me = (await client.GetAsync("/v1.0/me")).Json;

        var domain = (await client.GetAsync("/v1.0/domains")).Json["value"]![0]!["id"]!.GetValue<string>();
        me["userPrincipalName"]!.GetValue<string>().Should().Be($"reader@{domain}");
        me["displayName"]!.GetValue<string>().Should().Be("Rita Reader");
        Guid.Parse(me["id"]!.GetValue<string>()).Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_personal_account_is_refused()
    {
        var claims = User();
        claims["idp"] = "live.com";

        (await GetAsync(claims)).ShouldBeError(403, "AADB2C", "User Authorization: Access is denied.");
    }

    private Dictionary<string, object?> User() => AccessTokens.Delegated(_tenant, "User.Read");

    private Task<ApiResponse> GetAsync(Dictionary<string, object?> claims, string path = "/v1.0/me") =>
        new TrustFrameworkClient(server.CreateClient(), _tenant) { Bearer = AccessTokens.Unsigned(claims) }.GetAsync(path);
}
