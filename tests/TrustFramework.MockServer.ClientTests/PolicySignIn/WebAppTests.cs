using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.PolicySignIn;

/// <summary>A web application with Microsoft.Identity.Web whose users sign in and out through a policy.</summary>
public sealed class WebAppTests
{
    [Fact]
    public async Task A_user_signs_in_and_out()
    {
        var tenant = await PolicyTenant.CreateAsync(await AutomaticServer.GetAsync());
        await using var app = await StartAsync(tenant);
        using var browser = new WebBrowser(tenant.Server, app);

        var home = await browser.OpenAsync(WebApplications.Address);
        var claims = home.Text;
        var again = await browser.OpenAsync(WebApplications.Address);
        var signedOut = await browser.OpenAsync(new Uri(WebApplications.Address, "sign-out"));

        claims.Should().Be($"Jane Doe, jane@example.com, {tenant.Id}");
        again.Requested.Should().ContainSingle("the application has a session");
        signedOut.Text.Should().Be("signed out");
        signedOut.Requested.Select(address => address.AbsolutePath).Should().Equal(
            "/sign-out", $"/{tenant.Domain}/b2c_1a_example_signuporsignin/oauth2/v2.0/logout", "/signout-callback-oidc", "/signed-out");
    }

    /// <summary>Without the application's cookie, the session of the policy signs the user in again, until it ends.</summary>
    [Fact]
    public async Task The_session_of_the_policy_lasts_until_the_user_signs_out()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        await using var app = await StartAsync(tenant);
        using var browser = new WebBrowser(tenant.Server, app);

        (await browser.OpenAsync(WebApplications.Address)).Titles.Should().Equal("Sign in", "Claims", "Signing in");
        await browser.OpenAsync(new Uri(WebApplications.Address, "forget"));
        (await browser.OpenAsync(WebApplications.Address)).Titles.Should().Equal("Signing in");
        await browser.OpenAsync(new Uri(WebApplications.Address, "sign-out"));
        (await browser.OpenAsync(WebApplications.Address)).Titles.Should().Equal("Sign in", "Claims", "Signing in");
    }

    /// <summary>The library recognizes the error by its code and opens the start page, which requires a sign-in.</summary>
    [Fact]
    public async Task A_user_who_cancels_is_asked_again()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        await using var app = await StartAsync(tenant);
        using var browser = new WebBrowser(tenant.Server, app) { FirstButton = "Cancel" };

        var page = await browser.OpenAsync(WebApplications.Address);

        page.Titles.Should().Equal("Sign in", "Signing in", "Sign in", "Claims", "Signing in");
        page.Text.Should().StartWith("Jane Doe");
    }

    /// <summary>The library recognizes the error by its code. For the other policy it changes the address of the first one.</summary>
    [Fact]
    public async Task A_user_who_forgot_the_password_is_sent_to_the_other_policy()
    {
        var tenant = await PolicyTenant.CreateAsync(await SharedServer.GetAsync());
        await using var app = await StartAsync(tenant);
        using var browser = new WebBrowser(tenant.Server, app) { FirstButton = "Forgot your password?" };

        var page = await browser.OpenAsync(WebApplications.Address);

        page.Requested.Select(address => address.AbsolutePath).Should().ContainInOrder(
            $"/{tenant.Domain}/b2c_1a_example_signuporsignin/oauth2/v2.0/authorize",
            "/MicrosoftIdentity/Account/ResetPassword/OpenIdConnect",
            $"/{tenant.Domain}/b2c_1a_example_profileedit/oauth2/v2.0/authorize",
            "/signin-oidc");
        page.Text.Should().StartWith("Jane Doe");
    }

    [Fact]
    public async Task The_hint_names_the_user_if_there_is_no_page()
    {
        var tenant = await PolicyTenant.CreateAsync(await AutomaticServer.GetAsync());
        await using var app = await StartAsync(tenant);
        using var browser = new WebBrowser(tenant.Server, app);

        (await browser.OpenAsync(new Uri(WebApplications.Address, $"sign-in?user={PolicyTenant.SecondUser}"))).Text.Should().StartWith("John Doe, john@example.com");
        (await browser.OpenAsync(new Uri(WebApplications.Address, $"sign-in?user={PolicyTenant.User}"))).Text.Should().StartWith("Jane Doe, jane@example.com");
    }

    private static async Task<WebApplication> StartAsync(PolicyTenant tenant)
    {
        var builder = WebApplications.CreateBuilder(tenant, PolicyTenant.Web);
        builder.Services.AddAuthentication(OpenIdConnectDefaults.AuthenticationScheme).AddMicrosoftIdentityWebApp(builder.Configuration, WebApplications.Section);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", (ClaimsPrincipal user) => $"{user.FindFirstValue("displayName")}, {user.FindFirstValue(ClaimTypes.Email)}, {user.GetTenantId()}").RequireAuthorization();
        app.MapGet("/sign-in", (string user) => Challenge(new AuthenticationProperties { Parameters = { ["login_hint"] = user } }));
        app.MapGet("/MicrosoftIdentity/Account/ResetPassword/{scheme}", () => Challenge(new AuthenticationProperties { Items = { ["policy"] = PolicyTenant.OtherPolicy } }));
        app.MapGet("/forget", (HttpContext http) => http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme));
        app.MapGet("/sign-out", () => TypedResults.SignOut(
            new AuthenticationProperties { RedirectUri = "/signed-out" }, [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]));
        app.MapGet("/signed-out", () => "signed out");
        await app.StartAsync();
        return app;
    }

    private static ChallengeHttpResult Challenge(AuthenticationProperties properties)
    {
        properties.RedirectUri = "/";
        return TypedResults.Challenge(properties, [OpenIdConnectDefaults.AuthenticationScheme]);
    }
}
