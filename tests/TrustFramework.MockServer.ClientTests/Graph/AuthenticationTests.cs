using Azure.Core;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using TrustFramework.MockServer.ClientTests.Beta;
using TrustFramework.MockServer.ClientTests.Hosting;
using TrustFramework.MockServer.Tests;

namespace TrustFramework.MockServer.ClientTests.Graph;

/// <summary>401 responses as a program sees them, and requests from which the SDK omits the token: conventions 1.4, 9.2.</summary>
public sealed class AuthenticationTests
{
    private const string Scope = "https://graph.microsoft.com/.default";

    /// <summary>
    /// The constructor that most programs use first. The host is not in the SDK's list of hosts that can receive tokens, so the SDK omits
    /// the token without an error: conventions 0 #5 [E].
    /// </summary>
    [Fact]
    public async Task A_client_without_the_host_in_allowedHosts_sends_no_token_and_the_log_explains_it()
    {
        var server = await SharedServer.GetAsync();
        var set = $"B2C_1A_{Guid.NewGuid():N}";
        var graph = new GraphServiceClient(server.NewHttpClient(), FixedTokenCredential("TrustFrameworkKeySet.Read.All"), [Scope], server.BaseUrl);

        var call = () => new TrustFrameworkApi(graph).GetKeySetAsync(set);

        var error = await call.ShouldFailAsync(401, "InvalidAuthenticationToken", "Access token is empty.");
        error.Header("WWW-Authenticate").Should().Be(
            $"Bearer realm=\"\", authorization_uri=\"{server.Address}common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\"");
        (await server.WaitForLineAsync($"GET /beta/trustFramework/keySets/{set} ")).Should()
            .Contain("Access token is empty.").And.Contain("allowedHosts [\"localhost\"] without the port");
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("localhost:{port}", false)]
    public async Task The_host_is_named_without_its_port(string allowed, bool sent)
    {
        var server = await SharedServer.GetAsync();
        var host = allowed.Replace("{port}", $"{server.Address.Port}", StringComparison.Ordinal);
        var provider = new AzureIdentityAuthenticationProvider(FixedTokenCredential("TrustFrameworkKeySet.Read.All"), [host], null, true, Scope);
        var graph = new TrustFrameworkApi(new GraphServiceClient(server.NewHttpClient(), provider, $"{server.Address}beta"));

        var call = () => graph.CountKeySetsAsync();

        if (sent)
            (await call()).Should().BeGreaterThanOrEqualTo(0);
        else
            await call.ShouldFailAsync(401, "InvalidAuthenticationToken", "Access token is empty.");
    }

    [Theory]
    [InlineData("aud", "https://graph.windows.net", "Access token validation failure. Invalid audience.")]
    [InlineData("exp", 1700000000, "Lifetime validation failed, the token is expired.")]
    public async Task A_rejected_token_is_an_error_without_a_retry(string claim, object value, string message)
    {
        var server = await SharedServer.GetAsync();
        var claims = AccessTokens.Application(Guid.NewGuid(), AccessTokens.PolicyRead);
        claims["exp"] = 4102444800;
        claims[claim] = value;
        var requestCount = 0;
        var credential = DelegatedTokenCredential.Create((_, _) =>
        {
            requestCount++;
            return new AccessToken(AccessTokens.Unsigned(claims), DateTimeOffset.MaxValue);
        });

        var call = () => server.TrustFramework(credential).ListPoliciesAsync();

        await call.ShouldFailAsync(401, "InvalidAuthenticationToken", message);
        requestCount.Should().Be(1, "a 401 without a claims challenge is not retried");
    }

    [Fact]
    public async Task A_stream_requested_with_an_invalid_token_fails_the_same_way()
    {
        var server = await SharedServer.GetAsync();

        var call = () => server.TrustFramework(FixedTokenCredential("no-token")).GetPolicyContentAsync("B2C_1A_Hello");

        (await call.ShouldFailAsync(401, "InvalidAuthenticationToken")).Message.Should().StartWith("IDX14100: JWT is not well formed");
    }

    /// <summary>The credential returns a permission name, which the server accepts as a token. Over loopback it can be sent by plain HTTP.</summary>
    [Fact]
    public async Task A_custom_credential_works_over_plain_HTTP_too()
    {
        var server = await SharedServer.GetAsync();
        var provider = new AzureIdentityAuthenticationProvider(
            FixedTokenCredential("TrustFrameworkKeySet.Read.All"), [server.HttpAddress.Host], null, true, Scope);

        var graph = new TrustFrameworkApi(new GraphServiceClient(provider, $"{server.HttpAddress}beta"));

        (await graph.CountKeySetsAsync()).Should().BeGreaterThanOrEqualTo(0);
    }

    private static TokenCredential FixedTokenCredential(string token) => DelegatedTokenCredential.Create((_, _) => new AccessToken(token, DateTimeOffset.MaxValue));
}
