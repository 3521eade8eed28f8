using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.OpenApi;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Sessions;

/// <summary>Ends the session, calls the front-channel logout addresses of the other applications, and redirects: runtime 8 [D].</summary>
internal sealed class PolicyLogoutEndpoint(SessionStore sessions, PolicyTokens tokens)
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    private static readonly SignInEndpointMetadata Metadata = new("logout")
    {
        Parameters =
        [
            new("post_logout_redirect_uri", "Where the browser goes after the logout."),
            new("id_token_hint", "An id token of the policy. Policies with `EnforceIdTokenHintOnLogout` require it."),
            new("state", "Returned to the redirect URI."),
        ],
        Responses =
        [
            SignInResponse.Page("A page that calls the front-channel logout addresses of the other applications, or says that the user is signed out."),
            SignInResponse.Redirect("The redirect URI with `state`."),
        ],
        PageErrors = PolicyErrorCatalog.FindBySource("address", "logout"),
    };

    public static void Map(IEndpointRouteBuilder policy) => policy.MapMethods("/oauth2/v2.0/logout", Methods, InvokeAsync)
        .WithMetadata(Metadata, new NonGraphEndpointMetadata("ends the session of a policy; front-channel single sign-out", Provenance.Documented));

    private static Task<IResult> InvokeAsync(HttpContext http, SignInRequestContext context, PolicyLogoutEndpoint endpoint) => endpoint.HandleAsync(http, context);

    private async Task<IResult> HandleAsync(HttpContext http, SignInRequestContext context)
    {
        if (!context.Tenant.TryGetValue(out var tenant, out var error))
            return context.CreateErrorPage(error);
        var form = await LoginForm.TryReadAsync(http) ?? FormCollection.Empty;
        string Parameter(string name) => http.Request.Query[name].ToString() is { Length: > 0 } value ? value : form[name].ToString();

        var hinted = Parameter("id_token_hint") is { Length: > 0 } hint ? await tokens.ValidateAsync(tenant, hint) : null;
        var client = hinted?.Audiences.FirstOrDefault();
        if ((await FindRedirectAsync(tenant, Parameter, client)).TryGetValue(out var redirect, out error) is false)
            return context.CreateErrorPage(error!);
        var session = await sessions.EndAsync(http, tenant);
        var addresses = await FindLogoutAddressesAsync(tenant, session, client);
        return addresses.Count > 0 ? CreateSignOutPage(tenant, addresses, redirect.Address)
            : redirect.Address is { } address ? TypedResults.Redirect(address)
            : SignInPages.Message("Signed out", "You can close this window.");
    }

    /// <summary>Without <c>EnforceIdTokenHintOnLogout</c>, any redirect URI is followed. [D]</summary>
    private static async ValueTask<Result<Redirect, PolicyError>> FindRedirectAsync(SignInTenant tenant, Func<string, string> parameter, string? client)
    {
        var (requested, hint, state) = (parameter("post_logout_redirect_uri"), parameter("id_token_hint"), parameter("state"));
        if (tenant.RelyingParty.SingleSignOn.RequiresIdTokenHintOnLogout)
        {
            if (hint.Length == 0)
                return PolicyErrorCatalog.HintMissing.With();
            if (client is null)
                return PolicyErrorCatalog.HintInvalid.With();
            if (requested.Length > 0 && await tenant.Tenant.Applications.RequireRegistrationAsync() && (await tenant.Tenant.Applications.FindByAppIdAsync(client))?.FindRedirectUriType(requested) is null)
                return PolicyErrorCatalog.RedirectUnknown.With(requested, client);
        }

        if (requested.Length == 0)
            return new Redirect(Address: null);
        if (RedirectAddress.Parse(requested) is not { } address)
            return PolicyErrorCatalog.LogoutRedirectInvalid.With(requested);
        return new Redirect(state.Length > 0 ? $"{address.OriginalString}{(address.Query.Length > 0 ? '&' : '?')}state={Uri.EscapeDataString(state)}" : address.OriginalString);
    }

    /// <summary>Those of all applications of the session, except the one that asked.</summary>
    private static async ValueTask<IReadOnlyList<string>> FindLogoutAddressesAsync(SignInTenant tenant, SignInSession? session, string? client)
    {
        var addresses = new List<string>();
        foreach (var id in session?.Clients ?? [])
        {
            if (!id.Equals(client, StringComparison.OrdinalIgnoreCase) && await tenant.Tenant.Applications.FindByAppIdAsync(id) is { LogoutAddress: { } address })
                addresses.Add(address);
        }

        return addresses;
    }

    private static HtmlPage CreateSignOutPage(SignInTenant tenant, IReadOnlyList<string> addresses, string? redirect) => new(
        "Signing out",
        $"""
        <h1>Signing out</h1>{string.Concat(addresses.Select(address => $"""<iframe hidden src="{HtmlPage.Encode(address)}"></iframe>"""))}
        {(redirect is null ? "<p>You can close this window.</p>" : $"""<p><a href="{HtmlPage.Encode(redirect)}">Continue</a></p>""")}
        """)
    {
        FrameAncestors = tenant.RelyingParty.FrameAncestors,
        FrameSources = addresses,
        // Gives the applications a moment to end their sessions.
        RefreshTo = redirect,
    };

    /// <param name="Address">Null to show a page.</param>
    private sealed record Redirect(string? Address);
}
