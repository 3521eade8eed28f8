namespace TrustFramework.MockServer.Tests.Graph.Callers;

public sealed class AuthenticationTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string WithoutDots =
        "IDX14100: JWT is not well formed, there are no dots (.).\nThe token needs to be in JWS or JWE Compact Serialization Format. "
        + "(JWS): 'EncodedHeader.EncodedPayload.EncodedSignature'. (JWE): "
        + "'EncodedProtectedHeader.EncodedEncryptedKey.EncodedInitializationVector.EncodedCiphertext.EncodedAuthenticationTag'.";

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer   ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [Covers("TokenMissing")]
    public async Task A_request_without_a_token_gets_401_with_a_challenge(string? header)
    {
        var response = await GetAsync(header);

        response.ShouldBeError(401, "InvalidAuthenticationToken", "Access token is empty.");
        response.Header("WWW-Authenticate").Should().Be(
            "Bearer realm=\"\", authorization_uri=\"http://localhost/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\"");
    }

    [Fact]
    public async Task An_unknown_path_without_a_token_gets_401() =>
        (await GetAsync(header: null, "/beta/nothing")).ShouldBeError(401, "InvalidAuthenticationToken", "Access token is empty.");

    [Theory]
    [InlineData("garbage", WithoutDots)]
    [InlineData("one two", WithoutDots)]
    [InlineData("eyJhbGciOiJub25lIn0.notjson.", "CompactToken parsing failed with error code: 80049217")]
    [InlineData("eyJhbGciOi", WithoutDots)]
    [InlineData("1.2.3", "CompactToken parsing failed with error code: 80049217")]
    [InlineData("eyJ.Policy.Read.All", "CompactToken parsing failed with error code: 80049217")]
    [Covers("TokenWithoutDots", "TokenMalformed")]
    public async Task A_token_that_is_neither_a_JWT_nor_permission_names_gets_401(string token, string message)
    {
        var response = await GetAsync($"Bearer {token}");

        response.ShouldBeError(401, "InvalidAuthenticationToken", message);
        response.Header("WWW-Authenticate").Should().StartWith("Bearer realm=\"\"");
    }

    [Theory]
    [InlineData("Bearer Policy.Read.All")]
    [InlineData("bearer Policy.Read.All")]
    [InlineData("BEARER  User.Read,Policy.Read.All")]
    [InlineData("Bearer User.Read  Policy.ReadWrite.TrustFramework")]
    public async Task Permission_names_are_a_token_of_the_default_tenant(string header) =>
        (await GetAsync(header)).Status.Should().Be(200);

    [Theory]
    [InlineData("aud", "https://graph.windows.net", "Access token validation failure. Invalid audience.")]
    [InlineData("aud", "", "Access token validation failure. Invalid audience.")]
    [InlineData("exp", 1793534100, "Lifetime validation failed, the token is expired.")]
    [InlineData("exp", "nonsense", "CompactToken parsing failed with error code: 80049217")]
    [InlineData("nbf", 1793534701, "Access token has expired or is not yet valid.")]
    [InlineData("tid", "no tenant", "Access token validation failure. Invalid tenant.")]
    [Covers("TokenAudience", "TokenExpired", "TokenNotYetValid", "TokenTenant")]
    public async Task A_token_with_a_wrong_audience_tenant_or_lifetime_gets_401(string claim, object value, string message)
    {
        var claims = AccessTokens.Application(Guid.NewGuid(), AccessTokens.PolicyRead);
        claims[claim] = value;

        (await GetAsync($"Bearer {AccessTokens.Unsigned(claims)}")).ShouldBeError(401, "InvalidAuthenticationToken", message);
    }

    [Theory]
    [InlineData("aud", "https://graph.microsoft.com/")]
    [InlineData("aud", "00000003-0000-0000-c000-000000000000")]
    [InlineData("aud", "https://graph.microsoft.us")]
    [InlineData("exp", 1793534101)]
    [InlineData("exp", "1793538000")]
    [InlineData("nbf", 1793534700)]
    [InlineData("tid", "fabrikam.onmicrosoft.com")]
    public async Task A_token_with_a_valid_audience_tenant_or_lifetime_is_accepted(string claim, object value)
    {
        var claims = AccessTokens.Application(Guid.NewGuid(), AccessTokens.PolicyRead);
        claims[claim] = value;

        (await GetAsync($"Bearer {AccessTokens.Unsigned(claims)}")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("aud")]
    [InlineData("exp")]
    [InlineData("nbf")]
    [InlineData("tid")]
    [InlineData("idtyp")]
    public async Task In_mode_stub_no_claim_is_required(string claim)
    {
        var claims = AccessTokens.Application(Guid.NewGuid(), AccessTokens.PolicyRead);
        claims.Remove(claim);

        (await GetAsync($"Bearer {AccessTokens.Unsigned(claims)}")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("aud", 7)]
    [InlineData("exp", true)]
    [InlineData("exp", long.MaxValue)]
    [InlineData("exp", long.MinValue)]
    [InlineData("nbf", 1e300)]
    [InlineData("tid", 7)]
    [InlineData("roles", "Policy.Read.All")]
    [InlineData("scp", 7)]
    [InlineData("idtyp", false)]
    [InlineData("appid", "two\r\nlines")]
    public async Task A_claim_of_the_wrong_type_never_causes_an_exception(string claim, object value)
    {
        var claims = AccessTokens.Application(Guid.NewGuid(), AccessTokens.PolicyRead);
        claims[claim] = value;
        claims["wids"] = new object[] { 1, new { a = 1 }, "x" };
        claims[""] = null;

        (await GetAsync($"Bearer {AccessTokens.Unsigned(claims)}")).Status.Should().BeOneOf(200, 401, 403);
    }

    [Fact]
    public async Task A_token_expires_when_the_clock_advances()
    {
        await using var own = new MockServerFactory();
        var client = own.NewTenant();
        (await client.GetAsync("policies")).Status.Should().Be(200);

        own.Clock.Now += TimeSpan.FromMinutes(65);

        (await client.GetAsync("policies")).Message.Should().Be("Lifetime validation failed, the token is expired.");
    }

    [Fact]
    public async Task Audiences_can_be_configured()
    {
        await using var own = MockServerFactory.With("MockServer:Audiences:0", "api://mock/");
        var claims = AccessTokens.Application(Guid.NewGuid(), AccessTokens.PolicyRead);
        claims["aud"] = "api://mock";

        var client = new TrustFrameworkClient(own.CreateClient(), Guid.Empty) { Bearer = AccessTokens.Unsigned(claims) };

        (await client.GetAsync("policies")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("tid", "9188040d-6c67-4c5b-b112-36a304b66dad")]
    [InlineData("idp", "live.com")]
    [Covers("AccessDenied")]
    public async Task A_personal_account_gets_403(string claim, string value)
    {
        var claims = AccessTokens.Delegated(Guid.NewGuid(), AccessTokens.PolicyRead);
        claims[claim] = value;

        (await GetAsync($"Bearer {AccessTokens.Unsigned(claims)}")).ShouldBeError(403, "AADB2C", "User Authorization: Access is denied.");
    }

    [Fact]
    public async Task In_mode_off_a_token_is_optional_and_selects_the_tenant()
    {
        await using var open = MockServerFactory.With("MockServer:Auth", "off");
        using var anonymous = open.CreateClient();
        using var content = TrustFrameworkClient.Json("""{"id":"a"}""");

        (await anonymous.PostAsync(new Uri("/beta/trustFramework/keySets", UriKind.Relative), content)).StatusCode.Should().Be(System.Net.HttpStatusCode.Created);

        (await open.NewTenant().GetAsync("keySets/$count")).Text.Should().Be("0");
        (await anonymous.GetStringAsync(new Uri("/beta/trustFramework/keySets/$count", UriKind.Relative))).Should().Be("1");
    }

    private async Task<ApiResponse> GetAsync(string? header, string path = "/beta/trustFramework/policies")
    {
        using var http = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header is not null)
            request.Headers.TryAddWithoutValidation("Authorization", header);
        using var httpResponse = await http.SendAsync(request);
        return new ApiResponse(httpResponse, await httpResponse.Content.ReadAsByteArrayAsync());
    }
}
