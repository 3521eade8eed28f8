using System.Globalization;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Grants;
using TrustFramework.MockServer.Identity.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity.SignIn;

/// <summary>Codes for devices without a browser, and the page that lets them in: RFC 8628, conventions 5.2.</summary>
internal sealed class DeviceEndpoints(
    TenantRegistry tenants, ClientDirectory clients, UserDirectory users, ScopeReader scopes, TokenRules rules, Tickets tickets,
    IRandomSource random, MockServerOptions options)
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Without vowels, so that no word comes out, and without what looks alike.</summary>
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>The service says 5 [D]; a test would wait for nothing.</summary>
    private const int Interval = 1;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public static void Map(IEndpointRouteBuilder login)
    {
        login.Map("/oauth2/v2.0/devicecode", HandleCodeAsync)
            .WithMetadata(new OutsideGraph("device codes, to be polled every second; `MockServer:DeviceCode` says who approves", Provenance.Documented));
        login.Map("/oauth2/devicecode", HandleCodeAsync)
            .WithMetadata(new LoginEndpoint(LoginVersion.V1), new OutsideGraph("the same for clients that say `resource`", Provenance.Observed));
        login.MapMethods("/oauth2/deviceauth", [HttpMethods.Get, HttpMethods.Post], HandleApprovalAsync)
            .WithMetadata(new OutsideGraph("the page that lets a device in"));
    }

    private static Task<IResult> HandleCodeAsync(string tenant, HttpContext context, LoginExchange exchange, DeviceEndpoints endpoint) =>
        endpoint.IssueAsync(tenant, exchange.Version, context, exchange);

    private static Task<IResult> HandleApprovalAsync(string tenant, HttpRequest request, LoginExchange exchange, DeviceEndpoints endpoint) =>
        endpoint.ApproveAsync(tenant, request, exchange);

    private async Task<IResult> IssueAsync(string tenant, LoginVersion version, HttpContext context, LoginExchange exchange)
    {
        var form = await LoginForm.ReadAsync(context, "client_id");
        if (form.Value is not { } fields)
            return exchange.Refuse(form.Refusal!);
        var home = await LoginTenant.FindAsync(tenant, tenants);
        if (home.Value is not { } known)
            return exchange.Refuse(home.Refusal!);
        var asked = Judge(fields, known, version, exchange.Address);
        if (asked.Value is not { } scope)
            return exchange.Refuse(asked.Refusal!);

        var ticket = new DeviceTicket(tickets.NewId(), known.Now + Lifetime, NewUserCode(), fields["client_id"].ToString(), version, scope.Text);
        if (options.DeviceCode == DeviceApproval.Auto)
            ticket = ticket with { State = DeviceState.Approved, User = users.In(known.Domain).Select(user => user.Name).FirstOrDefault() ?? "device" };
        await tickets.AddAsync(known.Tenant.Id, ticket);
        return Answer(ticket, version, $"{exchange.Address.Origin}/{tenant}/oauth2/deviceauth");
    }

    private LoginOutcome<ScopeRequest> Judge(IFormCollection fields, LoginTenant home, LoginVersion version, OwnAddress own)
    {
        var id = fields["client_id"].ToString();
        if (id.Length == 0)
            return LoginErrors.MissingParameter.With("client_id");
        if (clients.Find(id) is null)
            return LoginErrors.ClientUnknown.With(id, home.Name);
        return version == LoginVersion.V1
            ? scopes.ReadResource(fields["resource"].ToString(), own.Host, home.Tenant.Id)
            : scopes.Read(fields["scope"].ToString(), own.Host, home.Tenant.Id);
    }

    private static IResult Answer(DeviceTicket ticket, LoginVersion version, string page)
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
                    Interval = Interval,
                    Message = message,
                },
                IdentityJson.Wire.DeviceCodeResource,
                Json)
            : TypedResults.Json(
                new DeviceCodeV1Resource
                {
                    UserCode = ticket.UserCode,
                    DeviceCode = ticket.Id,
                    VerificationUrl = page,
                    ExpiresIn = seconds.ToString(CultureInfo.InvariantCulture),
                    Interval = Interval.ToString(CultureInfo.InvariantCulture),
                    Message = message,
                },
                IdentityJson.Wire.DeviceCodeV1Resource,
                Json);
    }

    private async Task<IResult> ApproveAsync(string tenant, HttpRequest request, LoginExchange exchange)
    {
        var home = await LoginTenant.FindAsync(tenant, tenants);
        if (home.Value is not { } known)
            return SignInPages.Fault(exchange.Describe(home.Refusal!));
        var form = (await LoginForm.ReadAsync(request.HttpContext, SignInPages.Code)).Value ?? FormCollection.Empty;
        var code = (form.ContainsKey(SignInPages.Code) ? form[SignInPages.Code] : request.Query[SignInPages.Code]).ToString().Trim();
        if (code.Length == 0)
            return SignInPages.AskForCode(error: null);
        if (await FindAsync(known, code) is not { } ticket || clients.Find(ticket.ClientId) is not { } client)
            return SignInPages.AskForCode("There is no such code, or it has been used, or it has expired.");

        if (!form.ContainsKey(SignInPages.Decision))
            return Ask(known, client, ticket, exchange.Address, chosen: null, error: null);
        if (form[SignInPages.Decision] != SignInPages.Accept)
            return await DecideAsync(known, ticket, current => current with { State = DeviceState.Declined }, "You said no. You may close this window.");
        var chosen = SignInChoice.Read(form, users, known);
        return chosen.Value is { } choice
            ? await DecideAsync(
                known,
                ticket,
                current => current with { State = DeviceState.Approved, User = choice.User.Name, Consented = choice.Permissions },
                $"You are signed in to {client.Name} on your device. You may close this window.")
            : Ask(known, client, ticket, exchange.Address, SignInChoice.Name(form), exchange.Describe(chosen.Refusal!));
    }

    private Page Ask(LoginTenant home, Client client, DeviceTicket ticket, OwnAddress own, string? chosen, string? error)
    {
        var scope = scopes.Read(ticket.Scope, own.Host, home.Tenant.Id).Value;
        var permissions = scope is null ? null : Delegation.Permissions(client, scope, rules.IsGraph(scope.Audience));
        return SignInPages.SignIn(home, client, users, permissions ?? [], chosen, error, ticket.UserCode);
    }

    private async Task<IResult> DecideAsync(LoginTenant home, DeviceTicket ticket, Func<DeviceTicket, DeviceTicket> decide, string text)
    {
        await tickets.ChangeAsync(home.Tenant.Id, ticket, current => current.State == DeviceState.Pending ? decide(current) : current);
        return SignInPages.Tell("Done", text);
    }

    private async ValueTask<DeviceTicket?> FindAsync(LoginTenant home, string userCode) =>
        (await tickets.ListAsync<DeviceTicket>(home.Tenant.Id)).FirstOrDefault(ticket =>
            ticket.UserCode.Equals(userCode, StringComparison.OrdinalIgnoreCase) && ticket.State == DeviceState.Pending && !((ITicket)ticket).IsExpiredAt(home.Now));

    private string NewUserCode() => string.Concat(random.NewBytes(9).Select(number => Letters[number % Letters.Length]));
}
