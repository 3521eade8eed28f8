using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Discovery;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login;

/// <summary>The endpoints of login.microsoftonline.com. They are at the root of the host, because MSAL takes the first path segment as the tenant: conventions 0 #6 [E].</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        var login = routes.MapGroup("/{tenant}").WithMetadata(new LoginEndpointMetadata()).ExcludeFromDescription();
        TokenEndpoint.Map(login);
        AuthorizeEndpoint.Map(login);
        DeviceEndpoints.Map(login);
        DiscoveryEndpoints.Map(login);
        foreach (var path in new[] { "/oauth2/v2.0/logout", "/oauth2/logout" })
        {
            login.MapMethods(path, [HttpMethods.Get, HttpMethods.Post], SignOut)
                .WithMetadata(new NonGraphEndpointMetadata("redirects to `post_logout_redirect_uri`; there is no session to end", Provenance.Documented));
        }
    }

    private static IResult SignOut(HttpRequest request) =>
        RedirectAddress.Parse(request.Query["post_logout_redirect_uri"].ToString()) is { Scheme: "http" or "https" } address
            ? TypedResults.Redirect(request.Query["state"].ToString() is { Length: > 0 } state
                ? $"{address.OriginalString}{(address.Query.Length > 0 ? '&' : '?')}state={Uri.EscapeDataString(state)}"
                : address.OriginalString)
            : SignInPages.Message("Signed out", "You can close this window.");
}
