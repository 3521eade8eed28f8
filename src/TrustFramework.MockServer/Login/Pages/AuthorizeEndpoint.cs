using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>The sign-in page. There are no sessions: each request shows the page, so tests do not depend on each other.</summary>
internal sealed class AuthorizeEndpoint(ClientDirectory clients, UserDirectory users, ScopeParser scopes, AccessTokenValidator validator, GrantStore grants)
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    public static void Map(IEndpointRouteBuilder login)
    {
        login.MapMethods("/oauth2/v2.0/authorize", Methods, InvokeAsync)
            .WithMetadata(new NonGraphEndpointMetadata("sign-in page; `response_type=code`, PKCE, response modes query, fragment and form_post", Provenance.Documented));
        login.MapMethods("/oauth2/authorize", Methods, InvokeAsync)
            .WithMetadata(new LoginEndpointMetadata(LoginVersion.V1), new NonGraphEndpointMetadata("sign-in page, version 1.0: with `resource` instead of `scope`", Provenance.Documented));
    }

    private static Task<IResult> InvokeAsync(HttpRequest request, LoginRequestContext context, AuthorizeEndpoint endpoint) => endpoint.HandleAsync(request, context);

    private async Task<IResult> HandleAsync(HttpRequest request, LoginRequestContext context)
    {
        var form = await LoginForm.TryReadAsync(request.HttpContext) ?? FormCollection.Empty;
        string Parameter(string name) => request.Query[name].ToString() is { Length: > 0 } value ? value : form[name].ToString();
        if (!context.Tenant.TryGetValue(out var tenant, out var error) || !RedirectTarget.Read(Parameter, clients, tenant).TryGetValue(out var target, out error))
            return context.CreateErrorPage(error);
        if (!AuthorizeRequest.Read(Parameter, context.Version, scopes, tenant, context.Address).TryGetValue(out var authorize, out error))
            return RedirectWithError(context, target, error);
        if (Delegation.GetRequestedPermissions(target.Client, authorize.Scope, validator.IsGraphAudience(authorize.Scope.Audience)) is not { } permissions)
            return RedirectWithError(context, target, LoginErrorCatalog.ConsentMissing.With(target.Client.Id, target.Client.Name));
        if (authorize.IsSilent)
            return RedirectWithError(context, target, LoginErrorCatalog.LoginRequired.With());

        // A page of another site may send the request, but not the user's decision.
        if (!form.ContainsKey(SignInPages.Decision) || CrossSiteRequest.IsCrossSite(request.HttpContext))
            return SignInPages.SignIn(tenant, target.Client, users, permissions, authorize.LoginHint, error: null);
        if (form[SignInPages.Decision] != SignInPages.Accept)
            return RedirectWithError(context, target, LoginErrorCatalog.Declined.With());
        if (!SignInChoice.Read(form, users, tenant).TryGetValue(out var choice, out error))
        {
            context.Record(error);
            return SignInPages.SignIn(tenant, target.Client, users, permissions, SignInChoice.GetUserName(form), context.FormatDescription(error));
        }

        if (!(await context.AssignDomainAsync(tenant)).TryGetValue(out tenant, out error))
            return RedirectWithError(context, target, error);
        var code = new AuthorizationCode(
            grants.NewId(), tenant.Now + CodeLifetime, target.Client.Id, choice.User.Name, context.Version, authorize.Scope.Text, choice.Permissions,
            target.RedirectUri.OriginalString, authorize.CodeChallenge, authorize.IsPlainChallenge, authorize.Nonce);
        await grants.AddAsync(tenant.Tenant.Id, code);
        return target.CreateResult(new KeyValuePair<string, string>("code", code.Id));
    }

    private static IResult RedirectWithError(LoginRequestContext context, RedirectTarget target, LoginError error)
    {
        context.Record(error);
        return target.CreateResult(
            new("error", error.Definition.Suberror ?? error.Definition.Error),
            new KeyValuePair<string, string>("error_description", context.FormatDescription(error)));
    }
}
