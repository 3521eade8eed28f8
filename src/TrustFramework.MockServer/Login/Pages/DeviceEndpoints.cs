using System.Globalization;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>Codes for devices without a browser, and the page that lets them in: RFC 8628, conventions 5.2.</summary>
internal sealed class DeviceEndpoints(
    TenantRegistry tenants, ClientDirectory clients, UserDirectory users, ScopeParser scopes, AccessTokenValidator rules, GrantStore grants,
    IRandomSource random, MockServerOptions options)
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Without vowels, so that no word comes out, and without what looks alike.</summary>
    private const string UserCodeAlphabet = "BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>The service says 5 [D]; a test would wait for nothing.</summary>
    private const int PollingInterval = 1;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public static void Map(IEndpointRouteBuilder login)
    {
        login.Map("/oauth2/v2.0/devicecode", HandleCodeAsync)
            .WithMetadata(new NonGraphEndpointMetadata("device codes, to be polled every second; `MockServer:DeviceCode` says who approves", Provenance.Documented));
        login.Map("/oauth2/devicecode", HandleCodeAsync)
            .WithMetadata(new LoginEndpointMetadata(LoginVersion.V1), new NonGraphEndpointMetadata("the same for clients that say `resource`", Provenance.Observed));
        login.MapMethods("/oauth2/deviceauth", [HttpMethods.Get, HttpMethods.Post], HandleApprovalAsync)
            .WithMetadata(new NonGraphEndpointMetadata("the page that lets a device in"));
    }

    private static Task<IResult> HandleCodeAsync(string tenant, HttpContext context, LoginRequestContext exchange, DeviceEndpoints endpoint) =>
        endpoint.IssueAsync(tenant, exchange.Version, context, exchange);

    private static Task<IResult> HandleApprovalAsync(string tenant, HttpRequest request, LoginRequestContext exchange, DeviceEndpoints endpoint) =>
        endpoint.ApproveAsync(tenant, request, exchange);

    private async Task<IResult> IssueAsync(string tenant, LoginVersion version, HttpContext context, LoginRequestContext exchange)
    {
        var form = await LoginForm.ReadAsync(context, "client_id");
        if (form.Value is not { } fields)
            return exchange.CreateErrorResult(form.Refusal!);
        var home = await LoginTenant.FindAsync(tenant, tenants);
        if (home.Value is not { } known)
            return exchange.CreateErrorResult(home.Refusal!);
        var asked = Validate(fields, known, version, exchange.Address);
        if (asked.Value is not { } scope)
            return exchange.CreateErrorResult(asked.Refusal!);

        var ticket = new DeviceAuthorization(grants.NewId(), known.Now + Lifetime, NewUserCode(), fields["client_id"].ToString(), version, scope.Text);
        if (options.DeviceCode == DeviceApproval.Auto)
            ticket = ticket with { State = DeviceState.Approved, User = users.GetUsers(known.Domain).Select(user => user.Name).FirstOrDefault() ?? "device" };
        await grants.AddAsync(known.Tenant.Id, ticket);
        return CreateResult(ticket, version, $"{exchange.Address.Origin}/{tenant}/oauth2/deviceauth");
    }

    private LoginOutcome<ScopeRequest> Validate(IFormCollection fields, LoginTenant loginTenant, LoginVersion version, LoginServiceAddress address)
    {
        var id = fields["client_id"].ToString();
        if (id.Length == 0)
            return LoginErrorCatalog.MissingParameter.With("client_id");
        if (clients.Find(id) is null)
            return LoginErrorCatalog.ClientUnknown.With(id, loginTenant.Name);
        return version == LoginVersion.V1
            ? scopes.ParseResource(fields["resource"].ToString(), address.Host, loginTenant.Tenant.Id)
            : scopes.Parse(fields["scope"].ToString(), address.Host, loginTenant.Tenant.Id);
    }

    private static IResult CreateResult(DeviceAuthorization ticket, LoginVersion version, string page)
    {
        var message = $"To sign in, use a web browser to open the page {page} and enter the code {ticket.UserCode} to authenticate.";
        var seconds = (int)Lifetime.TotalSeconds;
        return version == LoginVersion.V2
            ? TypedResults.Json(
                new DeviceCodeResource
                {
                    UserCode = ticket.UserCode,
                    DeviceCode = ticket.Id,
                    VerificationUri = page,
                    ExpiresIn = seconds,
                    Interval = PollingInterval,
                    Message = message,
                },
                LoginJson.Wire.DeviceCodeResource,
                Json)
            : TypedResults.Json(
                new DeviceCodeV1Resource
                {
                    UserCode = ticket.UserCode,
                    DeviceCode = ticket.Id,
                    VerificationUrl = page,
                    ExpiresIn = seconds.ToString(CultureInfo.InvariantCulture),
                    Interval = PollingInterval.ToString(CultureInfo.InvariantCulture),
                    Message = message,
                },
                LoginJson.Wire.DeviceCodeV1Resource,
                Json);
    }

    private async Task<IResult> ApproveAsync(string tenant, HttpRequest request, LoginRequestContext exchange)
    {
        var home = await LoginTenant.FindAsync(tenant, tenants);
        if (home.Value is not { } known)
            return SignInPages.Error(exchange.FormatDescription(home.Refusal!));
        var form = (await LoginForm.ReadAsync(request.HttpContext, SignInPages.UserCode)).Value ?? FormCollection.Empty;
        var code = (form.ContainsKey(SignInPages.UserCode) ? form[SignInPages.UserCode] : request.Query[SignInPages.UserCode]).ToString().Trim();
        if (code.Length == 0)
            return SignInPages.EnterCode(error: null);
        if (await FindAsync(known, code) is not { } ticket || clients.Find(ticket.ClientId) is not { } client)
            return SignInPages.EnterCode("There is no such code, or it has been used, or it has expired.");

        if (!form.ContainsKey(SignInPages.Decision))
            return ShowSignIn(known, client, ticket, exchange.Address, chosen: null, error: null);
        if (form[SignInPages.Decision] != SignInPages.Accept)
            return await DecideAsync(known, ticket, current => current with { State = DeviceState.Declined }, "You said no. You may close this window.");
        var chosen = SignInChoice.Read(form, users, known);
        return chosen.Value is { } choice
            ? await DecideAsync(
                known,
                ticket,
                current => current with { State = DeviceState.Approved, User = choice.User.Name, Consented = choice.Permissions },
                $"You are signed in to {client.Name} on your device. You may close this window.")
            : ShowSignIn(known, client, ticket, exchange.Address, SignInChoice.GetUserName(form), exchange.FormatDescription(chosen.Refusal!));
    }

    private HtmlPage ShowSignIn(LoginTenant loginTenant, Client client, DeviceAuthorization ticket, LoginServiceAddress address, string? chosen, string? error)
    {
        var scope = scopes.Parse(ticket.Scope, address.Host, loginTenant.Tenant.Id).Value;
        var permissions = scope is null ? null : Delegation.GetRequestedPermissions(client, scope, rules.IsGraphAudience(scope.Audience));
        return SignInPages.SignIn(loginTenant, client, users, permissions ?? [], chosen, error, ticket.UserCode);
    }

    private async Task<IResult> DecideAsync(LoginTenant loginTenant, DeviceAuthorization ticket, Func<DeviceAuthorization, DeviceAuthorization> decide, string text)
    {
        await grants.ChangeAsync(loginTenant.Tenant.Id, ticket, current => current.State == DeviceState.Pending ? decide(current) : current);
        return SignInPages.Message("Done", text);
    }

    private async ValueTask<DeviceAuthorization?> FindAsync(LoginTenant loginTenant, string userCode) =>
        (await grants.ListAsync<DeviceAuthorization>(loginTenant.Tenant.Id)).FirstOrDefault(ticket =>
            ticket.UserCode.Equals(userCode, StringComparison.OrdinalIgnoreCase) && ticket.State == DeviceState.Pending && !((IStoredGrant)ticket).IsExpired(loginTenant.Now));

    private string NewUserCode() => string.Concat(random.NewBytes(9).Select(number => UserCodeAlphabet[number % UserCodeAlphabet.Length]));
}
