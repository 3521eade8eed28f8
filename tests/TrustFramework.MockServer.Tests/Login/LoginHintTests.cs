using TrustFramework.MockServer.Tests.Hosting;
using TrustFramework.MockServer.Tests.Login.Clients;

namespace TrustFramework.MockServer.Tests.Login;

/// <summary>The hints for refused login requests. They are in the log and in the journal, and not in the responses.</summary>
public sealed class LoginHintTests(ConfiguredDirectoryTests.ConfiguredServer server) : IClassFixture<ConfiguredDirectoryTests.ConfiguredServer>
{
    private const string Application = "grant_type=client_credentials&client_id=app&client_secret=s3cret value&scope=https://graph.microsoft.com/.default";
    private const string Password = "grant_type=password&client_id=app&client_secret=s3cret value&scope=Policy.Read.All&username=alice@contoso.onmicrosoft.com&password=pässword";
    private const string Code = "grant_type=authorization_code&client_id=app&client_secret=s3cret value&redirect_uri=https://app.example/cb&code=unknown";
    private const string Device = "grant_type=device_code&client_id=app&client_secret=s3cret value&device_code=unknown";
    private const string OnBehalfOf =
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&client_id=app&client_secret=s3cret value&requested_token_use=on_behalf_of&scope=Policy.Read.All&assertion=a.b.c";
    private const string Authorize = "client_id=app&redirect_uri=https://app.example/cb&response_type=code&scope=Policy.Read.All";

    [Theory]
    [InlineData("AADSTS900144", Application, "scope", null, "Send scope=https://graph.microsoft.com/.default.")]
    [InlineData("AADSTS900144", Application, "client_id", null, "Content-Type: application/x-www-form-urlencoded")]
    [InlineData("AADSTS70003", Application, "grant_type", "implicit", "client_credentials")]
    [InlineData("AADSTS700016", Application, "client_id", "nobody", "Add MockServer:Clients:nobody, ")]
    [InlineData("AADSTS7000215", Application, "client_secret", "hush", "MockServer:Clients:app:Secret")]
    [InlineData("AADSTS7000218", Application, "client_secret", null, "Send client_secret")]
    [InlineData("AADSTS1002012", Application, "scope", "Policy.Read.All", "scope=https://graph.microsoft.com/.default")]
    [InlineData("AADSTS500011", Application, "scope", "https://vault.azure.net/.default", "MockServer:Audiences")]
    [InlineData("AADSTS70011", Application, "scope", "https://graph.microsoft.com/a,b", "Separate scopes by spaces")]
    [InlineData("AADSTS65001", Password, "scope", "Policy.ReadWrite.TrustFramework", "MockServer:Clients:app:Permissions")]
    [InlineData("AADSTS50126", Password, "password", "hush", "MockServer:Users")]
    [InlineData("AADSTS50034", Password, "username", "bob@contoso.onmicrosoft.com", "MockServer:Users")]
    [InlineData("AADSTS70000", Code, "code", "hush", "Sign in again.")]
    [InlineData("AADSTS70018", Device, "device_code", "hush", "Sign in again.")]
    [InlineData("AADSTS50027", OnBehalfOf, "assertion", "hush", "Send a signed JWT")]
    public async Task A_refused_token_request_has_a_hint(string code, string form, string field, string? value, string hint)
    {
        var tenant = Guid.NewGuid().ToString();
        var fields = form.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair[0] != field || value is not null)
            .Select(pair => (pair[0], (string?)(pair[0] == field ? value : pair[1])));

        var response = await new LoginClient(server, tenant).TokenAsync([.. fields]);

        response.Text.Should().Contain($"{code}: ").And.NotContain(hint.TrimEnd());
        await ShouldHaveHintAsync(tenant, code, hint);
    }

    [Theory]
    [InlineData("AADSTS900144", "redirect_uri=https://app.example/cb", "", "Send the parameter in the query of the address.")]
    [InlineData("AADSTS50011", "redirect_uri=https://app.example/cb", "redirect_uri=javascript:alert(1)", "The address must be absolute, without a fragment")]
    [InlineData("AADSTS50011", "redirect_uri=https://app.example/cb", "redirect_uri=https://other.example/cb", "Add the address to MockServer:Clients:app:RedirectUris")]
    [InlineData("AADSTS700016", "client_id=app", "client_id=nobody", "MockServer:Clients:nobody")]
    [InlineData("AADSTS700054", "response_type=code", "response_type=token", "response_type=code")]
    [InlineData("AADSTS70007", "response_type=code", "response_type=code&response_mode=web_message", "form_post")]
    [InlineData("AADSTS501491", "response_type=code", "response_type=code&code_challenge=short", "43 to 128 characters")]
    [InlineData("AADSTS50058", "response_type=code", "response_type=code&prompt=none", "no sessions")]
    [InlineData("AADSTS900144", "&scope=Policy.Read.All", "", "Send scope=")]
    public async Task A_refused_authorization_request_has_a_hint(string code, string part, string replacement, string hint)
    {
        var tenant = Guid.NewGuid().ToString();

        await new LoginClient(server, tenant).GetAsync($"oauth2/v2.0/authorize?{Authorize.Replace(part, replacement, StringComparison.Ordinal)}");

        await ShouldHaveHintAsync(tenant, code, hint);
    }

    [Fact]
    public async Task A_wrong_password_on_the_sign_in_page_has_a_hint()
    {
        var login = new LoginClient(server, Guid.NewGuid().ToString());

        (await login.SignInAsync(Authorize, "alice@contoso.onmicrosoft.com", password: "hush")).Text.Should().Contain("AADSTS50126: ");

        await ShouldHaveHintAsync(login.Tenant, "AADSTS50126", "MockServer:Users", skip: 1);
    }

    [Fact]
    public async Task A_version_1_request_without_a_resource_has_a_hint()
    {
        var tenant = Guid.NewGuid().ToString();

        await new LoginClient(server, tenant).PostAsync(
            "oauth2/token", ("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "s3cret value"), ("scope", LoginClient.DefaultScope));

        await ShouldHaveHintAsync(tenant, "AADSTS900144", "Send resource=https://graph.microsoft.com.");
    }

    [Fact]
    public async Task The_log_has_the_hint_of_a_tenant_name_that_a_tool_did_not_replace_and_no_secret()
    {
        await using var own = await InProcessServer.StartAsync("--MockServer:Clients:app:Secret=right");
        using var http = new HttpClient { BaseAddress = own.Address };
        foreach (var tenant in new[] { "settings:tenant", "contoso.onmicrosoft.com" })
        {
            using var form = new FormUrlEncodedContent(LoginClient.Form(
                ("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "hush-hush"), ("scope", LoginClient.DefaultScope)));
            using var response = await http.PostAsync(new Uri($"/{tenant}/oauth2/v2.0/token", UriKind.Relative), form);
        }

        (await own.WaitForLineAsync("AADSTS900023")).Should().StartWith("WRN Login request failed: POST ").And.Contain(" -> Use the tenant's domain name or GUID");
        (await own.WaitForLineAsync("AADSTS7000215")).Should().Contain(" -> MockServer:Clients:app:Secret must be");
        own.Output.Should().NotContain("hush-hush");
    }

    /// <param name="skip">The number of successful requests before the refused one.</param>
    private async Task ShouldHaveHintAsync(string tenant, string code, string hint, int skip = 0)
    {
        using var http = server.CreateClient();
        var journal = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync(new Uri($"/_mock/tenants/{tenant}/journal", UriKind.Relative)))!;
        var refusal = journal["entries"]!.AsArray().Skip(skip).Single()!["refusal"]!;
        refusal["code"]!.GetValue<string>().Should().Be(code);
        refusal["hint"]!.GetValue<string>().Should().Contain(hint.TrimEnd()).And.NotContain("hush");
    }
}
