using System.Security.Cryptography;

namespace TrustFramework.MockServer.Tests.Graph.Callers;

/// <summary>Mode strict: tokens must be signed by the server, and a signed-in user needs a directory role.</summary>
public sealed class StrictAuthenticationTests(StrictServerFactory server) : IClassFixture<StrictServerFactory>
{
    private const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
    private const string PolicyAdministrator = "3edaf663-341e-4475-9f94-5c398ef6c070";
    private const string KeysetAdministrator = "aaf43236-0c0d-4d5f-883a-6955382ac081";
    private const string GlobalReader = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";

    private readonly Guid _tenant = Guid.NewGuid();

    [Fact]
    public async Task A_token_signed_by_the_server_is_accepted() =>
        (await GetAsync(AccessTokens.Signed(AccessTokens.Application(_tenant, AccessTokens.PolicyRead), server.Key))).Status.Should().Be(200);

    [Fact]
    [Covers("TokenSignature")]
    public async Task A_token_with_another_signature_or_none_gets_401()
    {
        using var other = RSA.Create(2048);
        var claims = AccessTokens.Application(_tenant, AccessTokens.PolicyRead);
        var good = AccessTokens.Signed(claims, server.Key);

        foreach (var token in new[] { AccessTokens.Signed(claims, other), AccessTokens.Unsigned(claims), good[..^6] + "AAAAAA", good[..good.LastIndexOf('.')] + "." })
            (await GetAsync(token)).ShouldBeError(401, "InvalidAuthenticationToken", "Invalid signature.");
    }

    [Fact]
    public async Task Permission_names_are_not_a_token() =>
        (await GetAsync(AccessTokens.PolicyRead)).ShouldBeError(401, "InvalidAuthenticationToken", "CompactToken parsing failed with error code: 80049217");

    [Theory]
    [InlineData("iss", "https://sts.windows.net/another/", "Access token validation failure. Invalid issuer.")]
    [InlineData("iss", null, "Access token validation failure. Invalid issuer.")]
    [InlineData("tid", null, "Access token validation failure. Invalid issuer.")]
    [InlineData("aud", null, "Access token validation failure. Invalid audience.")]
    [InlineData("aud", "https://graph.windows.net", "Access token validation failure. Invalid audience.")]
    [InlineData("exp", null, "Lifetime validation failed, the token is expired.")]
    [InlineData("exp", 1793534100, "Lifetime validation failed, the token is expired.")]
    [Covers("TokenIssuer")]
    public async Task A_missing_or_wrong_claim_gets_401(string claim, object? value, string message)
    {
        var claims = AccessTokens.Application(_tenant, AccessTokens.PolicyRead);
        claims.Remove(claim);
        if (value is not null)
            claims[claim] = value;

        (await GetAsync(AccessTokens.Signed(claims, server.Key))).ShouldBeError(401, "InvalidAuthenticationToken", message);
    }

    [Theory]
    [InlineData("GET", "policies", GlobalAdministrator, true)]
    [InlineData("GET", "policies", PolicyAdministrator, true)]
    [InlineData("GET", "policies", GlobalReader, true)]
    [InlineData("GET", "policies", KeysetAdministrator, false)]
    [InlineData("GET", "policies", null, false)]
    [InlineData("DELETE", "policies/x", PolicyAdministrator, true)]
    [InlineData("DELETE", "policies/x", GlobalReader, false)]
    [InlineData("GET", "keySets", KeysetAdministrator, true)]
    [InlineData("GET", "keySets", PolicyAdministrator, false)]
    [InlineData("GET", "keySets/x/keys_v2/y", KeysetAdministrator, true)]
    [InlineData("GET", "keySets/x/keys_v2/y", GlobalReader, false)]
    [InlineData("DELETE", "keySets/x", GlobalAdministrator, true)]
    public async Task A_signed_in_user_needs_a_directory_role(string method, string path, string? role, bool allowed)
    {
        var claims = AccessTokens.Delegated(_tenant, AccessTokens.PolicyWrite, AccessTokens.KeyWrite);
        if (role is not null)
            claims["wids"] = new[] { "b79fbf4d-3ef9-4689-8143-76b194e85509", role };

        var response = await SendAsync(method, path, AccessTokens.Signed(claims, server.Key));

        if (allowed)
            response.Status.Should().NotBe(403);
        else
            response.ShouldBeError(403, "AADB2C", "User Authorization: Access is denied.");
    }

    [Fact]
    public async Task The_permission_is_checked_before_the_directory_role() =>
        (await GetAsync(AccessTokens.Signed(AccessTokens.Delegated(_tenant, "User.Read"), server.Key))).Message.Should().StartWith("The application does not have");

    private Task<ApiResponse> GetAsync(string token) => SendAsync("GET", "policies", token);

    private Task<ApiResponse> SendAsync(string method, string path, string token) =>
        new TrustFrameworkClient(server.CreateClient(), _tenant) { Bearer = token }.SendAsync(new HttpMethod(method), path);
}
