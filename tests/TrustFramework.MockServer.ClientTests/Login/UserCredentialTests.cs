using Azure.Core;
using Azure.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Login;

/// <summary>Azure.Identity credentials of users. Each test shows how to configure one.</summary>
public sealed class UserCredentialTests
{
    private static readonly TokenRequestContext ForPolicies = new(["https://graph.microsoft.com/Policy.ReadWrite.TrustFramework"]);

    private readonly string _tenant = Guid.NewGuid().ToString();

    /// <summary>With the default settings, the server approves the code at once.</summary>
    [Fact]
    public async Task A_device_code()
    {
        var server = await SharedServer.GetAsync();
        var options = AzureIdentity.Options<DeviceCodeCredentialOptions>(server);
        (options.TenantId, options.ClientId) = (_tenant, "my-client");
        var received = new List<DeviceCodeInfo>();
        options.DeviceCodeCallback = (info, _) =>
        {
            received.Add(info);
            return Task.CompletedTask;
        };

        var credential = new DeviceCodeCredential(options);

        (await server.TrustFramework(credential).CountPoliciesAsync()).Should().Be(0);
        received.Should().ContainSingle().Which.Message.Should().Contain(received[0].UserCode).And.Contain(received[0].VerificationUri.ToString());
    }

    [Fact]
    public async Task A_device_code_that_a_user_approves_on_the_page()
    {
        var server = await RestrictedServer.GetAsync();
        var credential = OnPage(server, "Sign in");

        var token = await credential.GetTokenAsync(ForPolicies, CancellationToken.None);

        Scopes(token).Should().Contain("Policy.ReadWrite.TrustFramework");
        Claims(token).Should().Contain("upn", RestrictedServer.User).And.Contain("tid", _tenant);
        (await server.TrustFramework(credential).CountPoliciesAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_device_code_that_a_user_declines_on_the_page()
    {
        var server = await RestrictedServer.GetAsync();

        var request = () => OnPage(server, "Cancel").GetTokenAsync(ForPolicies, CancellationToken.None);

        await request.ShouldFailAsync("authorization_declined", 70017);
    }

    [Fact]
    public async Task A_user_name_and_password()
    {
        var server = await RestrictedServer.GetAsync();

        var credential = Password(server, RestrictedServer.Password);
        var token = await credential.GetTokenAsync(ForPolicies, CancellationToken.None);

        Scopes(token).Should().Contain("Policy.ReadWrite.TrustFramework");
        Claims(token).Should().Contain("upn", RestrictedServer.User)
            .And.Contain("wids", "3edaf663-341e-4475-9f94-5c398ef6c070").And.Contain("idtyp", "user");
        (await server.TrustFramework(credential).CountPoliciesAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_wrong_password()
    {
        var server = await RestrictedServer.GetAsync();

        var request = () => Password(server, "the wrong password").GetTokenAsync(ForPolicies, CancellationToken.None);

        await request.ShouldFailAsync("invalid_grant", 50126);
    }

    [Fact]
    public async Task A_code_from_the_sign_in_page()
    {
        var server = await RestrictedServer.GetAsync();
        var page = await SignInPage.OpenAsync(server.NewHandler(), new Uri(
            server.Address,
            $"{_tenant}/oauth2/v2.0/authorize?client_id={RestrictedServer.ClientId}&response_type=code&redirect_uri={Uri.EscapeDataString(RestrictedServer.RedirectUri)}"
            + $"&scope={Uri.EscapeDataString("openid offline_access https://graph.microsoft.com/Policy.ReadWrite.TrustFramework")}&state=12345"));
        var redirect = await page.PressAsync("Sign in", ("password", RestrictedServer.Password));
        redirect["state"].Should().Be("12345");

        var options = AzureIdentity.Options<AuthorizationCodeCredentialOptions>(server);
        options.RedirectUri = new Uri(RestrictedServer.RedirectUri);
        var credential = new AuthorizationCodeCredential(_tenant, RestrictedServer.ClientId, RestrictedServer.Secret, redirect["code"], options);
        var token = await credential.GetTokenAsync(ForPolicies, CancellationToken.None);

        Scopes(token).Should().Contain("Policy.ReadWrite.TrustFramework");
        Claims(token).Should().Contain("upn", RestrictedServer.User);
    }

    [Fact]
    public async Task A_web_API_on_behalf_of_its_caller()
    {
        var server = await RestrictedServer.GetAsync();
        var caller = await Password(server, RestrictedServer.Password).GetTokenAsync(new TokenRequestContext([$"{RestrictedServer.ClientId}/access"]), CancellationToken.None);

        var credential = new OnBehalfOfCredential(
            _tenant, RestrictedServer.ClientId, RestrictedServer.Secret, caller.Token, AzureIdentity.Options<OnBehalfOfCredentialOptions>(server));
        var token = await credential.GetTokenAsync(ForPolicies, CancellationToken.None);

        Scopes(token).Should().Contain("Policy.ReadWrite.TrustFramework");
        Claims(token).Should().Contain("upn", RestrictedServer.User).And.Contain("appid", RestrictedServer.ClientId);
    }

#pragma warning disable CS0618 // Obsolete, but scripts still use it.
    private UsernamePasswordCredential Password(RunningServer server, string password) =>
        new(RestrictedServer.User, password, _tenant, "public", AzureIdentity.Options<UsernamePasswordCredentialOptions>(server));
#pragma warning restore CS0618

    private DeviceCodeCredential OnPage(RunningServer server, string button)
    {
        var options = AzureIdentity.Options<DeviceCodeCredentialOptions>(server);
        (options.TenantId, options.ClientId) = (_tenant, "public");
        options.DeviceCodeCallback = async (info, _) =>
        {
            var page = await SignInPage.OpenAsync(server.NewHandler(), info.VerificationUri);
            var signIn = await page.NextAsync("Next", ("user_code", info.UserCode));
            await signIn.NextAsync(button, ("password", RestrictedServer.Password));
        };
        return new DeviceCodeCredential(options);
    }

    private static string[] Scopes(AccessToken token) => Claims(token)["scp"].Split(' ');

    private static Dictionary<string, string> Claims(AccessToken token) =>
        new JsonWebToken(token.Token).Claims.GroupBy(claim => claim.Type, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => string.Join(' ', group.Select(claim => claim.Value)), StringComparer.Ordinal);
}
