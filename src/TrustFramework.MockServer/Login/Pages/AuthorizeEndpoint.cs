using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>The sign-in page. Nobody is ever signed in already: each visit asks, so that no test depends on another.</summary>
internal sealed class AuthorizeEndpoint(
    TenantRegistry tenants, ClientDirectory clients, UserDirectory users, ScopeParser scopes, AccessTokenValidator rules, GrantStore grants)
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    public static void Map(IEndpointRouteBuilder login)
    {
        login.MapMethods("/oauth2/v2.0/authorize", Methods, InvokeAsync)
            .WithMetadata(new NonGraphEndpointMetadata("sign-in page; `response_type=code`, PKCE, response modes query, fragment and form_post", Provenance.Documented));
        login.MapMethods("/oauth2/authorize", Methods, InvokeAsync)
            .WithMetadata(new LoginEndpointMetadata(LoginVersion.V1), new NonGraphEndpointMetadata("the same for clients that say `resource`", Provenance.Documented));
    }

    private static Task<IResult> InvokeAsync(string tenant, HttpRequest request, LoginRequestContext exchange, AuthorizeEndpoint endpoint) =>
        endpoint.HandleAsync(tenant, exchange.Version, request, exchange);

    private async Task<IResult> HandleAsync(string tenant, LoginVersion version, HttpRequest request, LoginRequestContext exchange)
    {
        var form = await ReadFormAsync(request);
        string Parameter(string name) => request.Query[name].ToString() is { Length: > 0 } asked ? asked : form[name].ToString();
        var home = await LoginTenant.FindAsync(tenant, tenants);
        if (home.Value is not { } known)
            return ShowError(exchange, home.Refusal!);
        var address = RedirectTarget.Read(Parameter, clients, known);
        if (address.Value is not { } client)
            return ShowError(exchange, address.Refusal!);
        var asked = AuthorizeRequest.Read(Parameter, version, scopes, known, exchange.Address);
        if (asked.Value is not { } wanted)
            return RedirectWithError(exchange, client, asked.Refusal!);
        if (Delegation.GetRequestedPermissions(client.Client, wanted.Scope, rules.IsGraphAudience(wanted.Scope.Audience)) is not { } permissions)
            return RedirectWithError(exchange, client, LoginErrorCatalog.ConsentMissing.With(client.Client.Id, client.Client.Name));
        if (wanted.IsSilent)
            return RedirectWithError(exchange, client, LoginErrorCatalog.LoginRequired.With());

        if (!form.ContainsKey(SignInPages.Decision))
            return SignInPages.SignIn(known, client.Client, users, permissions, wanted.LoginHint, error: null);
        if (form[SignInPages.Decision] != SignInPages.Accept)
            return RedirectWithError(exchange, client, LoginErrorCatalog.Declined.With());
        var chosen = SignInChoice.Read(form, users, known);
        if (chosen.Value is not { } choice)
            return SignInPages.SignIn(known, client.Client, users, permissions, SignInChoice.GetUserName(form), exchange.FormatDescription(chosen.Refusal!));

        var code = new AuthorizationCode(
            grants.NewId(), known.Now + CodeLifetime, client.Client.Id, choice.User.Name, version, wanted.Scope.Text, choice.Permissions,
            client.RedirectUri.OriginalString, wanted.CodeChallenge, wanted.IsPlainChallenge, wanted.Nonce);
        await grants.AddAsync(known.Tenant.Id, code);
        return client.CreateResult(new KeyValuePair<string, string>("code", code.Id));
    }

    private static HtmlPage ShowError(LoginRequestContext exchange, LoginError refusal)
    {
        exchange.Record(refusal);
        return SignInPages.Error(exchange.FormatDescription(refusal));
    }

    private static IResult RedirectWithError(LoginRequestContext exchange, RedirectTarget client, LoginError refusal)
    {
        exchange.Record(refusal);
        return client.CreateResult(
            new("error", refusal.Definition.Suberror ?? refusal.Definition.Error),
            new KeyValuePair<string, string>("error_description", exchange.FormatDescription(refusal)));
    }

    private static async ValueTask<IFormCollection> ReadFormAsync(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && (await LoginForm.ReadAsync(request.HttpContext, SignInPages.User)).Value is { } form ? form : FormCollection.Empty;
}

/// <summary>Whom a person chose to be, and what for.</summary>
internal sealed record SignInChoice(User User, IReadOnlySet<string> Permissions)
{
    /// <summary>Who types a name means it, whatever is chosen above.</summary>
    public static string GetUserName(IFormCollection form) =>
        form[SignInPages.OtherUser].ToString().Trim() is { Length: > 0 } typed ? typed : form[SignInPages.User].ToString();

    public static LoginOutcome<SignInChoice> Read(IFormCollection form, UserDirectory users, LoginTenant loginTenant)
    {
        var name = GetUserName(form);
        if (name.Length == 0 || users.Find(name, loginTenant.Domain) is not { } user)
            return LoginErrorCatalog.UserUnknown.With(name, loginTenant.Domain);
        return user.VerifyPassword(form[SignInPages.Password].ToString())
            ? new SignInChoice(user, form[SignInPages.Permission].OfType<string>().ToHashSet(StringComparer.Ordinal))
            : LoginErrorCatalog.PasswordWrong.With();
    }
}
