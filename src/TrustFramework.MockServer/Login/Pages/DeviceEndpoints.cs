using System.Globalization;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>Issues device codes, and the page on which a user approves one: RFC 8628, conventions 5.2.</summary>
internal sealed class DeviceEndpoints(
    ClientDirectory clients, UserDirectory users, ScopeParser scopes, AccessTokenValidator validator, GrantStore grants, IRandomSource random, MockServerOptions options)
{
    /// <summary>Consonants only, so that no word occurs.</summary>
    private const string UserCodeAlphabet = "BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>In seconds. The service uses 5 [D], which would only slow down tests.</summary>
    private const int PollingInterval = 1;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public static void Map(IEndpointRouteBuilder login)
    {
        login.Map("/oauth2/v2.0/devicecode", IssueAsync)
            .WithMetadata(new RejectsCrossSiteRequestsMetadata(), new NonGraphEndpointMetadata("issues device codes with a polling interval of one second; `MockServer:DeviceCode` sets how they are approved", Provenance.Documented));
        login.Map("/oauth2/devicecode", IssueAsync)
            .WithMetadata(
                new RejectsCrossSiteRequestsMetadata(),
                new LoginEndpointMetadata(LoginVersion.V1),
                new NonGraphEndpointMetadata("issues device codes, version 1.0: with `resource` instead of `scope`", Provenance.Observed));
        login.MapMethods("/oauth2/deviceauth", [HttpMethods.Get, HttpMethods.Post], ApproveAsync)
            .WithMetadata(new NonGraphEndpointMetadata("the page on which a user approves a device code"));
    }

    private static Task<IResult> IssueAsync(HttpContext httpContext, LoginRequestContext context, DeviceEndpoints endpoint) => endpoint.HandleIssueAsync(httpContext, context);

    private static Task<IResult> ApproveAsync(HttpContext httpContext, LoginRequestContext context, DeviceEndpoints endpoint) => endpoint.HandleApproveAsync(httpContext, context);

    private async Task<IResult> HandleIssueAsync(HttpContext httpContext, LoginRequestContext context)
    {
        if (!(await LoginForm.ReadAsync(httpContext, "client_id")).TryGetValue(out var form, out var error)
            || !context.Tenant.TryGetValue(out var tenant, out error)
            || !Validate(form, tenant, context).TryGetValue(out var scope, out error)
            || !(await context.AssignDomainAsync(tenant)).TryGetValue(out tenant, out error))
        {
            return context.CreateErrorResult(error);
        }

        var authorization = new DeviceAuthorization(grants.NewId(), tenant.Now + Lifetime, NewUserCode(), form["client_id"].ToString(), context.Version, scope.Text);
        if (options.DeviceCode == DeviceApproval.Auto)
            authorization = authorization with { State = DeviceState.Approved, User = users.GetUsers(tenant.Domain).Select(user => user.Name).FirstOrDefault() ?? "device" };
        await grants.AddAsync(tenant.Tenant.Id, authorization);
        return CreateResult(authorization, $"{context.Address.Origin}/{tenant.Name}/oauth2/deviceauth");
    }

    private Result<ScopeRequest, LoginError> Validate(IFormCollection form, LoginTenant tenant, LoginRequestContext context)
    {
        var id = form["client_id"].ToString();
        if (id.Length == 0)
            return LoginErrorCatalog.MissingParameter.With("client_id");
        if (clients.Find(id) is null)
            return LoginErrorCatalog.ClientUnknown.With(id, tenant.Name);
        return context.Version == LoginVersion.V1
            ? scopes.ParseResource(form["resource"].ToString(), context.Address.Host, tenant.Tenant.Id)
            : scopes.Parse(form["scope"].ToString(), context.Address.Host, tenant.Tenant.Id);
    }

    private static IResult CreateResult(DeviceAuthorization authorization, string page)
    {
        var message = $"To sign in, use a web browser to open the page {page} and enter the code {authorization.UserCode} to authenticate.";
        var seconds = (int)Lifetime.TotalSeconds;
        return authorization.Version == LoginVersion.V2
            ? TypedResults.Json(
                new DeviceCodeResource
                {
                    UserCode = authorization.UserCode,
                    DeviceCode = authorization.Id,
                    VerificationUri = page,
                    ExpiresIn = seconds,
                    Interval = PollingInterval,
                    Message = message,
                },
                LoginJson.Wire.DeviceCodeResource)
            : TypedResults.Json(
                new DeviceCodeV1Resource
                {
                    UserCode = authorization.UserCode,
                    DeviceCode = authorization.Id,
                    VerificationUrl = page,
                    ExpiresIn = seconds.ToString(CultureInfo.InvariantCulture),
                    Interval = PollingInterval.ToString(CultureInfo.InvariantCulture),
                    Message = message,
                },
                LoginJson.Wire.DeviceCodeV1Resource);
    }

    private async Task<IResult> HandleApproveAsync(HttpContext httpContext, LoginRequestContext context)
    {
        if (!context.Tenant.TryGetValue(out var tenant, out var error))
            return context.CreateErrorPage(error);
        var form = (await LoginForm.ReadAsync(httpContext, SignInPages.UserCode)).TryGetValue(out var posted, out _) ? posted : FormCollection.Empty;
        var code = (form.ContainsKey(SignInPages.UserCode) ? form[SignInPages.UserCode] : httpContext.Request.Query[SignInPages.UserCode]).ToString().Trim();
        if (code.Length == 0)
            return SignInPages.EnterCode(error: null);
        if (await FindAsync(tenant, code) is not { } authorization || clients.Find(authorization.ClientId) is not { } client)
            return SignInPages.EnterCode("The code is unknown, was already used, or has expired.");

        if (!form.ContainsKey(SignInPages.Decision) || CrossSiteRequest.IsCrossSite(httpContext))
            return ShowSignIn(tenant, client, authorization, context.Address, selected: null, error: null);
        if (form[SignInPages.Decision] != SignInPages.Accept)
            return await CompleteAsync(tenant, authorization, current => current with { State = DeviceState.Declined }, "You declined the request. You can close this window.");
        if (!SignInChoice.Read(form, users, tenant).TryGetValue(out var choice, out error))
        {
            context.Record(error);
            return ShowSignIn(tenant, client, authorization, context.Address, SignInChoice.GetUserName(form), context.FormatDescription(error));
        }

        return await CompleteAsync(
            tenant,
            authorization,
            current => current with { State = DeviceState.Approved, User = choice.User.Name, Consented = choice.Permissions },
            $"You are signed in to {client.Name} on your device. You can close this window.");
    }

    private HtmlPage ShowSignIn(LoginTenant tenant, Client client, DeviceAuthorization authorization, LoginServiceAddress address, string? selected, string? error)
    {
        var permissions = scopes.Parse(authorization.Scope, address.Host, tenant.Tenant.Id).TryGetValue(out var scope, out _)
            ? Delegation.GetRequestedPermissions(client, scope, validator.IsGraphAudience(scope.Audience))
            : null;
        return SignInPages.SignIn(tenant, client, users, permissions ?? [], selected, error, authorization.UserCode);
    }

    private async Task<IResult> CompleteAsync(LoginTenant tenant, DeviceAuthorization authorization, Func<DeviceAuthorization, DeviceAuthorization> change, string message)
    {
        await grants.ChangeAsync(tenant.Tenant.Id, authorization, current => current.State == DeviceState.Pending ? change(current) : current);
        return SignInPages.Message("Done", message);
    }

    private async ValueTask<DeviceAuthorization?> FindAsync(LoginTenant tenant, string userCode) =>
        (await grants.ListAsync<DeviceAuthorization>(tenant.Tenant.Id)).FirstOrDefault(authorization =>
            authorization.UserCode.Equals(userCode, StringComparison.OrdinalIgnoreCase)
            && authorization.State == DeviceState.Pending
            && !((IStoredGrant)authorization).IsExpired(tenant.Now));

    private string NewUserCode() => string.Concat(random.NewBytes(9).Select(number => UserCodeAlphabet[number % UserCodeAlphabet.Length]));
}
