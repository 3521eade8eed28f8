using Microsoft.Net.Http.Headers;
using TrustFramework.Engine.Issuing;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.SignIn.Sessions;

/// <summary>Sessions of browsers. A cookie names the session, which the tenant stores.</summary>
internal sealed class SessionStore(ITenantStore store, GrantStore grants)
{
    /// <summary>How many sign-ins and applications a session has at most. The oldest are dropped.</summary>
    private const int MaxEntries = 50;

    /// <summary>The sign-in that a request of a client can use; null if there is none.</summary>
    public async ValueTask<SignedInUser?> FindSignInAsync(HttpContext http, SignInTenant tenant, string clientId)
    {
        if (GetScope(tenant, clientId) is not { } scope || await FindAsync(http, tenant) is not { } session)
            return null;
        return session.SignIns.FirstOrDefault(signIn => signIn.Scope == scope && signIn.Expires > tenant.Now) is { } found && await IsValidAsync(tenant, found.User) ? found.User : null;
    }

    /// <summary>Adds a sign-in to the session of the browser, or extends the one that the request used, and sets the cookie.</summary>
    public async ValueTask SaveAsync(HttpContext http, SignInTenant tenant, string clientId, SignedInUser user)
    {
        if (GetScope(tenant, clientId) is not { } scope)
            return;
        var behavior = tenant.RelyingParty.SingleSignOn;
        var existing = await FindAsync(http, tenant);
        var expires = behavior.IsRolling ? tenant.Now + behavior.Lifetime : user.AuthTime + behavior.Lifetime;
        // A new sign-in gets a new id, so that nobody can know it in advance.
        var isExtended = existing is not null && existing.SignIns.Any(signIn => signIn.Scope == scope && signIn.User.AuthTime == user.AuthTime);
        SessionSignIn[] others = [.. (existing?.SignIns ?? []).Where(signIn => signIn.Scope != scope && signIn.Expires > tenant.Now).TakeLast(MaxEntries - 1)];
        string[] clients = [.. (existing?.Clients ?? []).Where(client => client != clientId).TakeLast(MaxEntries - 1)];
        var session = new SignInSession(isExtended ? existing!.Id : grants.NewId(), others.Select(signIn => signIn.Expires).Append(expires).Max(), [.. others, new SessionSignIn(scope, user, expires)])
        {
            Clients = tenant.RelyingParty.Issuer.SupportsSingleSignOut ? [.. clients, clientId] : [.. clients],
        };
        if (existing is not null && !isExtended)
            await store.RemoveAsync<SignInSession>(tenant.Tenant.Id, existing.Id);
        await grants.AddAsync(tenant.Tenant.Id, session);
        SetCookie(http, tenant, session.Id);
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

    /// <summary>A user who was deleted, disabled or whose sessions were revoked must sign in again.</summary>
    private static async ValueTask<bool> IsValidAsync(SignInTenant tenant, SignedInUser user) =>
        user.UserId is null
        || ((await tenant.Tenant.Users.FindAsync(user.UserId)).TryGetValue(out var found, out _) && found.IsEnabled && !(found.RefreshTokensValidFrom > user.AuthTime));

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
