using Microsoft.Net.Http.Headers;
using TrustFramework.Engine.Issuing;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.MockServer.Storage;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.SignIn.Sessions;

/// <summary>Sessions of browsers. A cookie names the session, which the tenant stores.</summary>
internal sealed class SessionStore(ITenantStore store, GrantStore grants)
{
    /// <summary>The sign-in that a request of a client can use; null if there is none.</summary>
    public async ValueTask<SignedInUser?> FindSignInAsync(HttpContext http, SignInTenant tenant, string clientId)
    {
        if (GetScope(tenant, clientId) is not { } scope || await FindAsync(http, tenant) is not { } session)
            return null;
        return session.SignIns.FirstOrDefault(signIn => signIn.Scope == scope && signIn.Expires > tenant.Now) is { } found && await found.User.FindErrorAsync(tenant) is null ? found.User : null;
    }

    /// <summary>Adds a sign-in to the session of the browser, or extends the one that the request used, and sets the cookie.</summary>
    public async ValueTask SaveAsync(HttpContext http, SignInTenant tenant, string clientId, SignedInUser user)
    {
        if (GetScope(tenant, clientId) is not { } scope)
            return;
        var (behavior, newId) = (tenant.RelyingParty.SingleSignOn, grants.NewId());
        var signIn = new SessionSignIn(scope, user, (behavior.IsRolling ? tenant.Now : user.AuthTime) + behavior.Lifetime);
        var client = tenant.RelyingParty.Issuer.SupportsSingleSignOut ? clientId : null;
        var saved = await grants.ReplaceAsync<SignInSession>(
            tenant.Tenant.Id, ReadCookie(http.Request, GetCookieName(tenant)), current => (current ?? SignInSession.Empty).With(signIn, client, newId, tenant.Now));
        SetCookie(http, tenant, saved.Id);
    }

    /// <summary>Ends the session and removes the cookie.</summary>
    /// <returns>The session as it was; null if there was none.</returns>
    public async ValueTask<SignInSession?> EndAsync(HttpContext http, SignInTenant tenant)
    {
        var session = await FindAsync(http, tenant);
        if (session is not null)
            await store.RemoveAsync<SignInSession>(tenant.Tenant.Id, session.Id);
        SetCookie(http, tenant, value: "", "; expires=Thu, 01 Jan 1970 00:00:00 GMT");
        return session;
    }

    private async ValueTask<SignInSession?> FindAsync(HttpContext http, SignInTenant tenant) =>
        ReadCookie(http.Request, GetCookieName(tenant)) is { } id && GrantStore.IsValidId(id) ? await grants.FindAsync<SignInSession>(tenant.Tenant.Id, id) : null;

    private static string? GetScope(SignInTenant tenant, string clientId) => tenant.RelyingParty.SingleSignOn.Scope switch
    {
        SingleSignOnScope.Suppressed => null,
        SingleSignOnScope.Policy => $"policy:{tenant.PolicyId}",
        SingleSignOnScope.Application => $"client:{clientId}",
        _ => "",
    };

    /// <summary>The service's name: runtime 5.5 [O].</summary>
    private static string GetCookieName(SignInTenant tenant) => $"x-ms-cpim-sso:{tenant.Name}_0";

    /// <summary>The name contains a colon, which the framework's cookies do not allow.</summary>
    private static void SetCookie(HttpContext http, SignInTenant tenant, string value, string extra = "")
    {
        // Over plain http, browsers drop cookies with Secure except on localhost. [I]
        var security = http.Request.IsHttps ? "secure; samesite=none" : "samesite=lax";
        http.Response.Headers.Append(HeaderNames.SetCookie, $"{GetCookieName(tenant)}={value}; path=/; {security}; httponly{extra}");
    }

    private static string? ReadCookie(HttpRequest request, string name) => request.Headers.Cookie.SelectMany(header => (header ?? "").Split(';', StringSplitOptions.TrimEntries))
        .Where(cookie => cookie.StartsWith($"{name}=", StringComparison.OrdinalIgnoreCase)).Select(cookie => cookie[(name.Length + 1)..]).FirstOrDefault();
}
