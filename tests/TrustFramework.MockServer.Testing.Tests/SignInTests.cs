using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Web;
using TrustFramework.MockServer.Testing.Tenants;

namespace TrustFramework.MockServer.Testing.Tests;

/// <summary>An application signs in through a policy of a test's tenant.</summary>
public sealed class SignInTests
{
    private const string Policy = "B2C_1A_Example_SignUpOrSignIn";

    [Fact]
    public async Task An_application_signs_in_without_a_page()
    {
        await using var server = await TrustFrameworkServer.StartAsync(options => options.SignIn = SignInMode.Automatic);
        var tenant = await server.CreateTenantAsync(new TenantOptions { Domain = "contoso.onmicrosoft.com" });
        await tenant.SeedAsync(new DirectoryInfo(Path.Combine(MockServer.Tests.RepositoryPaths.Root, "docker", "seed")));
        using var http = new HttpClient(server.CreateHandler()) { BaseAddress = tenant.GetPolicyAuthority(Policy) };

        var metadata = await http.GetFromJsonAsync<JsonObject>("v2.0/.well-known/openid-configuration");
        using var redirect = await http.GetAsync(new Uri(
            $"{metadata!["authorization_endpoint"]}?client_id=app&response_type=id_token&scope=openid&nonce=n&redirect_uri=https%3A%2F%2Flocalhost%2Fback&login_hint=jane%40example.com"));

        var location = redirect.Headers.Location!;
        location.ToString().Should().StartWith("https://localhost/back#");
        var token = HttpUtility.ParseQueryString(location.Fragment[1..])["id_token"]!;
        var claims = JsonNode.Parse(Convert.FromBase64String(token.Split('.')[1].Replace('-', '+').Replace('_', '/').PadRight((token.Split('.')[1].Length + 3) / 4 * 4, '=')))!;
        (claims["email"]!.GetValue<string>(), claims["acr"]!.GetValue<string>(), claims["tid"]!.GetValue<string>())
            .Should().Be(("jane@example.com", "b2c_1a_example_signuporsignin", tenant.Id.ToString()));
        claims["iss"]!.GetValue<string>().Should().Be(metadata["issuer"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_test_gets_the_token_of_a_policy_without_a_sign_in(bool isOnLoopback)
    {
        await using var server = await (isOnLoopback ? TrustFrameworkServer.StartOnLoopbackAsync() : TrustFrameworkServer.StartAsync());
        var tenant = await server.CreateTenantAsync(new TenantOptions { Domain = "contoso.onmicrosoft.com" });
        await tenant.SeedAsync(new DirectoryInfo(Path.Combine(MockServer.Tests.RepositoryPaths.Root, "docker", "seed")));
        using var http = new HttpClient(server.CreateHandler()) { BaseAddress = tenant.GetPolicyAuthority(Policy) };
        var metadata = await http.GetFromJsonAsync<JsonObject>("v2.0/.well-known/openid-configuration");

        var id = await tenant.IssueTokenAsync(new TokenRequest { Policy = Policy, User = "jane@example.com", ClientId = "app", Lifetime = TimeSpan.FromMinutes(5) });
        var access = await tenant.IssueTokenAsync(new TokenRequest { Policy = Policy, Scope = "https://api.example/read", Origin = "https://contoso.b2clogin.com", Wrong = TokenDefect.Key });
        var missing = () => tenant.IssueTokenAsync(new TokenRequest { Policy = "B2C_1A_Missing" });

        (id.Claims["iss"]!.GetValue<string>(), id.Claims["aud"]!.GetValue<string>(), id.Claims["email"]!.GetValue<string>(), id.ExpiresIn)
            .Should().Be((metadata!["issuer"]!.GetValue<string>(), "app", "jane@example.com", 300));
        (access.Claims["iss"]!.GetValue<string>(), access.Claims["scp"]!.GetValue<string>()).Should().Be(($"https://contoso.b2clogin.com/{tenant.Id}/v2.0/", "read"));
        (await missing.Should().ThrowAsync<MockServerException>()).Which.Message.Should().Contain("B2C_1A_Missing");
    }
}
