using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>The API that an access token is for.</summary>
/// <param name="Identifier">As the scope names it.</param>
/// <param name="Audience"><c>aud</c>: the client id of the API.</param>
/// <param name="Names">The names of the granted scopes: <c>scp</c>.</param>
internal sealed record ScopeResource(string Identifier, string Audience, IReadOnlyList<string> Names);

/// <summary>A parsed <c>scope</c>: runtime 3 and 4.1.</summary>
/// <param name="Text">As the client wrote it.</param>
/// <param name="HasOpenId">Whether the client gets an id token.</param>
/// <param name="HasOfflineAccess">Whether the client gets a refresh token.</param>
/// <param name="Resource">Null when the client gets no access token.</param>
internal sealed record PolicyScope(string Text, bool HasOpenId, bool HasOfflineAccess, ScopeResource? Resource)
{
    private const string DefaultScope = ".default";

    /// <summary><c>scope</c> of the response: what was granted, as the client wrote it. MSAL finds tokens in its cache by it.</summary>
    public string Granted => string.Join(' ', Split(Text).Where(scope => scope is not ("profile" or "email")));

    /// <param name="applications">The registrations of the tenant.</param>
    /// <param name="isStrict">Whether an API must be registered.</param>
    public static async ValueTask<Result<PolicyScope, PolicyError>> ParseAsync(string text, string clientId, ApplicationRepository applications, bool isStrict)
    {
        string[] scopes = Split(text);
        if (scopes.Length == 0)
            return PolicyErrorCatalog.ScopeMissing.With();
        ScopeResource? resource = null;
        var names = new List<string>();
        foreach (var scope in scopes.Where(scope => scope is not ("openid" or "offline_access" or "profile" or "email")))
        {
            if (!(await FindResourceAsync(scope, clientId, applications, isStrict)).TryGetValue(out var found, out var error))
                return error;
            if (resource is not null && resource.Audience != found.Audience)
                return PolicyErrorCatalog.SeveralResources.With(text);
            resource ??= found;
            names.AddRange(found.Names);
        }

        return new PolicyScope(
            text, scopes.Contains("openid", StringComparer.Ordinal), scopes.Contains("offline_access", StringComparer.Ordinal),
            resource is null ? null : resource with { Names = [.. names.Distinct(StringComparer.Ordinal)] });
    }

    private static async ValueTask<Result<ScopeResource, PolicyError>> FindResourceAsync(string scope, string clientId, ApplicationRepository applications, bool isStrict)
    {
        if (scope.Equals(clientId, StringComparison.OrdinalIgnoreCase))
            return new ScopeResource(scope, clientId, []);
        if (scope.LastIndexOf('/') is not (> 0 and var slash) || slash == scope.Length - 1)
            return PolicyErrorCatalog.ScopeWithoutResource.With(scope);
        var (identifier, name) = (scope[..slash], scope[(slash + 1)..]);
        if (await FindApplicationAsync(identifier, applications) is not { } api)
        {
            return isStrict
                ? PolicyErrorCatalog.ScopeUnknown.With(scope) with { Hint = $"No application of the tenant has the identifier URI '{identifier}'. Register the API with identifierUris and api.oauth2PermissionScopes." }
                : new ScopeResource(identifier, GetUnregisteredAudience(identifier), name == DefaultScope ? [] : [name]);
        }

        if (name == DefaultScope)
            return new ScopeResource(identifier, api.AppId, [.. api.Scopes.Where(permission => permission.IsEnabled).Select(permission => permission.Value)]);
        return api.Scopes.Any(permission => permission.IsEnabled && permission.Value == name)
            ? new ScopeResource(identifier, api.AppId, [name])
            : PolicyErrorCatalog.ScopeUnknown.With(scope) with { Hint = $"The application '{api.DisplayName}' has no enabled scope '{name}'. Add it to api.oauth2PermissionScopes." };
    }

    /// <summary>A scope names an API by an identifier URI or by its client id, with or without <c>api://</c>.</summary>
    private static async ValueTask<Application?> FindApplicationAsync(string identifier, ApplicationRepository applications) =>
        await applications.FindByIdentifierUriAsync(identifier) ?? await applications.FindByAppIdAsync(RemoveScheme(identifier));

    /// <summary>The client id of an API that is not registered is known only if the scope contains it. [I]</summary>
    private static string GetUnregisteredAudience(string identifier) => Guid.TryParse(RemoveScheme(identifier), out var id) ? id.ToString("D") : identifier;

    private static string RemoveScheme(string identifier) => identifier.StartsWith("api://", StringComparison.OrdinalIgnoreCase) ? identifier["api://".Length..] : identifier;

    private static string[] Split(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
