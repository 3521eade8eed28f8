using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Grants;
using TrustFramework.MockServer.Identity.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity.SignIn;

/// <summary>The sign-in page. Nobody is ever signed in already: each visit asks, so that no test depends on another.</summary>
internal sealed class AuthorizeEndpoint(
    TenantRegistry tenants, ClientDirectory clients, UserDirectory users, ScopeReader scopes, TokenRules rules, Tickets tickets)
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    public static void Map(IEndpointRouteBuilder login)
    {
        login.MapMethods("/oauth2/v2.0/authorize", Methods, HandleAsync)
            .WithMetadata(new OutsideGraph("sign-in page; `response_type=code`, PKCE, response modes query, fragment and form_post", Provenance.Documented));
        login.MapMethods("/oauth2/authorize", Methods, HandleAsync)
            .WithMetadata(new LoginEndpoint(LoginVersion.V1), new OutsideGraph("the same for clients that say `resource`", Provenance.Documented));
    }

    private static Task<IResult> HandleAsync(string tenant, HttpRequest request, LoginExchange exchange, AuthorizeEndpoint endpoint) =>
        endpoint.AnswerAsync(tenant, exchange.Version, request, exchange);

    private async Task<IResult> AnswerAsync(string tenant, LoginVersion version, HttpRequest request, LoginExchange exchange)
    {
        var form = await ChoiceAsync(request);
        string Parameter(string name) => request.Query[name].ToString() is { Length: > 0 } asked ? asked : form[name].ToString();
        var home = await LoginTenant.FindAsync(tenant, tenants);
        if (home.Value is not { } known)
            return Show(exchange, home.Refusal!);
        var address = ReturnAddress.Read(Parameter, clients, known);
        if (address.Value is not { } client)
            return Show(exchange, address.Refusal!);
        var asked = AuthorizeRequest.Read(Parameter, version, scopes, known, exchange.Address);
        if (asked.Value is not { } wanted)
            return Send(exchange, client, asked.Refusal!);
        if (Delegation.Permissions(client.Client, wanted.Scope, rules.IsGraph(wanted.Scope.Audience)) is not { } permissions)
            return Send(exchange, client, LoginErrors.ConsentMissing.With(client.Client.Id, client.Client.Name));
        if (wanted.IsSilent)
            return Send(exchange, client, LoginErrors.LoginRequired.With());

        if (!form.ContainsKey(SignInPages.Decision))
            return SignInPages.SignIn(known, client.Client, users, permissions, wanted.Hint, error: null);
        if (form[SignInPages.Decision] != SignInPages.Accept)
            return Send(exchange, client, LoginErrors.Declined.With());
        var chosen = SignInChoice.Read(form, users, known);
        if (chosen.Value is not { } choice)
            return SignInPages.SignIn(known, client.Client, users, permissions, SignInChoice.Name(form), exchange.Describe(chosen.Refusal!));

        var code = new AuthorizationCode(
            tickets.NewId(), known.Now + CodeLifetime, client.Client.Id, choice.User.Name, version, wanted.Scope.Text, choice.Permissions,
            client.Redirect.OriginalString, wanted.Challenge, wanted.IsPlain, wanted.Nonce);
        await tickets.AddAsync(known.Tenant.Id, code);
        return client.Send(new KeyValuePair<string, string>("code", code.Id));
    }

    private static Page Show(LoginExchange exchange, LoginRefusal refusal)
    {
        exchange.Note(refusal);
        return SignInPages.Fault(exchange.Describe(refusal));
    }

    private static IResult Send(LoginExchange exchange, ReturnAddress client, LoginRefusal refusal)
    {
        exchange.Note(refusal);
        return client.Send(
            new("error", refusal.Kind.Suberror ?? refusal.Kind.Error),
            new KeyValuePair<string, string>("error_description", exchange.Describe(refusal)));
    }

    private static async ValueTask<IFormCollection> ChoiceAsync(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && (await LoginForm.ReadAsync(request.HttpContext, SignInPages.User)).Value is { } form ? form : FormCollection.Empty;
}

/// <summary>Whom a person chose to be, and what for.</summary>
internal sealed record SignInChoice(User User, IReadOnlySet<string> Permissions)
{
    /// <summary>Who types a name means it, whatever is chosen above.</summary>
    public static string Name(IFormCollection form) =>
        form[SignInPages.Other].ToString().Trim() is { Length: > 0 } typed ? typed : form[SignInPages.User].ToString();

    public static LoginOutcome<SignInChoice> Read(IFormCollection form, UserDirectory users, LoginTenant home)
    {
        var name = Name(form);
        if (name.Length == 0 || users.Find(name, home.Domain) is not { } user)
            return LoginErrors.UserUnknown.With(name, home.Domain);
        return user.Knows(form[SignInPages.Password].ToString())
            ? new SignInChoice(user, form[SignInPages.Permission].OfType<string>().ToHashSet(StringComparer.Ordinal))
            : LoginErrors.PasswordWrong.With();
    }
}
