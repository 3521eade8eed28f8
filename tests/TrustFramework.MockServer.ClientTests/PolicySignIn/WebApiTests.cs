using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;
using Microsoft.Identity.Web;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.PolicySignIn;

/// <summary>A web API with Microsoft.Identity.Web that accepts the tokens of a policy.</summary>
public sealed class WebApiTests
{
    [Fact]
    public async Task A_token_for_the_API_is_accepted()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        await using var api = await StartAsync(tenant);

        var (status, text) = await CallAsync(api, await GetTokenAsync(tenant, PolicyTenant.Policy));

        (status, text).Should().Be((HttpStatusCode.OK, "Jane Doe, scope read"));
    }

    [Fact]
    public async Task A_token_of_a_daemon_is_accepted()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        await using var api = await StartAsync(tenant);
        var app = ConfidentialClientApplicationBuilder.Create(PolicyTenant.Web).WithClientSecret(PolicyTenant.Secret).WithB2CAuthority(tenant.Authority()).WithHttpClientFactory(tenant.Server).Build();
        var result = await app.AcquireTokenForClient([$"https://{tenant.Domain}/api/.default"]).ExecuteAsync();

        var (status, text) = await CallAsync(api, result.AccessToken);

        (status, text).Should().Be((HttpStatusCode.OK, "nobody, scope jobs"));
    }

    [Fact]
    public async Task A_token_with_another_signature_audience_or_tenant_is_refused()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        var other = await PolicyTenant.CreateAsync(tenant.Server);
        await using var api = await StartAsync(tenant);
        var token = await GetTokenAsync(tenant, PolicyTenant.Policy);
        var forItself = await GetTokenAsync(tenant, PolicyTenant.Policy, PolicyTenant.Native);

        (await CallAsync(api, token: null)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await CallAsync(api, token[..^8] + "AAAAAAAA")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await CallAsync(api, forItself)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await CallAsync(api, await GetTokenAsync(other, PolicyTenant.Policy))).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await CallAsync(api, token)).Status.Should().Be(HttpStatusCode.OK);
    }

    /// <summary>The policies of a tenant have one issuer, so an API with one policy accepts the tokens of another one that has the same keys, as with the service.</summary>
    [Fact]
    public async Task A_token_of_another_policy_with_the_same_keys_is_accepted()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        await using var api = await StartAsync(tenant);

        (await CallAsync(api, await GetTokenAsync(tenant, PolicyTenant.OtherPolicy))).Status.Should().Be(HttpStatusCode.OK);
    }

    private static async Task<WebApplication> StartAsync(PolicyTenant tenant)
    {
        var builder = WebApplications.CreateBuilder(tenant, PolicyTenant.Api);
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddMicrosoftIdentityWebApi(builder.Configuration, WebApplications.Section);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", (ClaimsPrincipal user) => $"{user.FindFirstValue("displayName") ?? "nobody"}, scope {user.FindFirstValue(ClaimConstants.Scope) ?? user.FindFirstValue(ClaimConstants.Scp)}")
            .RequireAuthorization();
        await app.StartAsync();
        return app;
    }

    private static async Task<(HttpStatusCode Status, string Text)> CallAsync(WebApplication api, string? token)
    {
        using var http = api.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, WebApplications.Address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        var refusal = response.Headers.WwwAuthenticate.ToString();
        return (response.StatusCode, refusal.Length > 0 ? refusal : await response.Content.ReadAsStringAsync());
    }

    private static async Task<string> GetTokenAsync(PolicyTenant tenant, string policy, string? scope = null)
    {
        var app = PublicClientApplicationBuilder.Create(PolicyTenant.Native).WithB2CAuthority(tenant.Authority(policy)).WithRedirectUri("http://localhost").WithHttpClientFactory(tenant.Server).Build();
        return (await app.AcquireTokenInteractive([scope ?? tenant.Scope]).WithCustomWebUi(new PickerBrowser(tenant.Server)).ExecuteAsync()).AccessToken;
    }
}
