using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.Engine.Claims;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.SignIn.OpenApi;
using TrustFramework.MockServer.SignIn.Sessions;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>Starts the sign-in of an application through a policy: validates the request, then uses the session, a page or the setting <c>SignIn</c> to find the user.</summary>
internal sealed class PolicyAuthorizeEndpoint(SignInClientFinder clients, SessionStore sessions, UserPicker picker, AuthorizeResponder responder, MockServerOptions options)
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    private static readonly SignInEndpointMetadata Metadata = new("authorize")
    {
        Parameters = PolicyAuthorizeParameters.All,
        Responses =
        [
            SignInResponse.Page("A page on which a person picks the user, or that sends the response to the redirect URI: `form_post`."),
            SignInResponse.Redirect("The redirect URI with `code`, `id_token`, `access_token` and `state`."),
        ],
        PageErrors = [.. PolicyErrorCatalog.FindBySource("address"), .. PolicyErrorCatalog.ClientErrors],
        RedirectErrors = [.. PolicyErrorCatalog.FindBySource("authorize", "sign-in", "issuing").Except(PolicyErrorCatalog.ClientErrors)],
    };

    public static void Map(IEndpointRouteBuilder policy) => policy.MapMethods("/oauth2/v2.0/authorize", Methods, InvokeAsync)
        .WithMetadata(Metadata, new NonGraphEndpointMetadata("sign-in through a policy: code with PKCE, implicit, hybrid; query, fragment and form_post", Provenance.Documented));

    private static Task<IResult> InvokeAsync(HttpContext http, SignInRequestContext context, PolicyAuthorizeEndpoint endpoint) => endpoint.HandleAsync(http, context);

    private async Task<IResult> HandleAsync(HttpContext http, SignInRequestContext context)
    {
        var form = await LoginForm.TryReadAsync(http) ?? FormCollection.Empty;
        if (!context.Tenant.TryGetValue(out var tenant, out var error))
            return context.CreateErrorPage(error);
        // A request in a form becomes one in the address, so that the page's own form has the request in its address.
        if (form.Count > 0 && !form.ContainsKey(UserPicker.Decision))
            return RedirectToQuery(http.Request, form);

        string Parameter(string name) => http.Request.Query[name].ToString();
        if (!(await clients.FindAsync(Parameter("client_id"), tenant)).TryGetValue(out var client, out error)
            || !client.FindRedirectUri(Parameter("redirect_uri")).TryGetValue(out var redirect, out error))
        {
            return context.CreateErrorPage(error);
        }

        var types = ResponseTypes.Parse(Parameter("response_type"));
        var (mode, state) = (Parameter("response_mode"), Parameter("state"));
        var supportsMode = mode.Length == 0 || (mode is "query" or "fragment" or "form_post" && types?.Supports(mode) != false);
        var target = new ResponseTarget(redirect.Address, mode.Length > 0 && supportsMode ? mode : types?.DefaultMode ?? "query", state.Length > 0 ? state : null);
        if (!supportsMode)
            return target.CreateErrorResult(context, tenant, PolicyErrorCatalog.ResponseMode.With(mode));
        if (!(await PolicyAuthorizeRequest.ReadAsync(Parameter, tenant, client, redirect.Type, types)).TryGetValue(out var request, out error))
            return target.CreateErrorResult(context, tenant, error);
        var authorization = new Authorization(http, context, tenant, request, target, form);
        return await FindSessionAsync(authorization) is { } user ? await responder.RespondAsync(authorization, user)
            : request.Prompt == "none" ? target.CreateErrorResult(context, tenant, PolicyErrorCatalog.SessionMissing.With("None"))
            : options.SignIn == SignInMode.Automatic ? await picker.PickAutomaticallyAsync(authorization)
            : await picker.HandleAsync(authorization);
    }

    /// <summary>The sign-in of the browser's session, if the request may use it.</summary>
    private async ValueTask<Tokens.SignedInUser?> FindSessionAsync(Authorization authorization)
    {
        var request = authorization.Request;
        if (request.Prompt is "login" or "select_account" || authorization.Form.ContainsKey(UserPicker.Decision))
            return null;
        // Without pages, the hint names the user: a test changes users by it.
        if (options.SignIn == SignInMode.Automatic && request.Prompt != "none" && authorization.Parameter("login_hint").Length > 0)
            return null;
        var user = await sessions.FindSignInAsync(authorization.Http, authorization.Tenant, request.Client.Id);
        return user is not null && (request.MaxAge is not { } maxAge || user.AuthTime + maxAge > authorization.Tenant.Now) ? user : null;
    }

    private static RedirectHttpResult RedirectToQuery(HttpRequest request, IFormCollection form) =>
        TypedResults.LocalRedirect($"~{request.PathBase}{request.Path}{QueryString.Create(request.Query.Concat(form))}", permanent: false, preserveMethod: false);
}

/// <summary>A validated authorization request and where its response goes.</summary>
/// <param name="Form">What a person submitted on the page; empty if the request comes from the application.</param>
internal sealed record Authorization(HttpContext Http, SignInRequestContext Context, SignInTenant Tenant, PolicyAuthorizeRequest Request, ResponseTarget Target, IFormCollection Form)
{
    /// <summary>A parameter of the application's request; empty if it was not sent.</summary>
    public string Parameter(string name) => Http.Request.Query[name].ToString();

    /// <summary>Creates the claim resolvers of the request.</summary>
    public ClaimResolvers CreateResolvers(ClaimsBag claims) => JourneyContexts.CreateResolvers(Tenant, JourneyContexts.CreateRequest(Http, Context.CorrelationId, Http.Request.Query), claims);

    public IResult Fail(PolicyError error) => Target.CreateErrorResult(Context, Tenant, error);
}
