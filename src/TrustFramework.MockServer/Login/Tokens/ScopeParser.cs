using System.Text.RegularExpressions;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>Parses <c>scope</c> and <c>resource</c>: conventions 5.1.</summary>
internal sealed partial class ScopeParser(AccessTokenValidator validator, ClientDirectory clients)
{
    private const string DefaultScope = ".default";

    private static readonly string[] OpenIdScopes = ["openid", "profile", "email", "offline_access"];

    /// <summary>Parses <c>scope</c> of version 2.0: <c>https://graph.microsoft.com/Policy.Read.All openid</c>. A name without a resource is a permission of Graph.</summary>
    /// <param name="ownHost">The host that the client used. A library without a configured scope requests it and means Graph (conventions 5.1 [E]).</param>
    public Result<ScopeRequest, LoginError> Parse(string scope, string ownHost, TenantId tenant)
    {
        var items = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0)
            return LoginErrorCatalog.MissingParameter.With("scope") with { Hint = LoginErrorHints.ScopeMissing };
        var (openId, names, isDefault, audience) = (new List<string>(), new List<string>(), false, default(string));
        foreach (var item in items)
        {
            if (OpenIdScopes.Contains(item, StringComparer.Ordinal))
            {
                openId.Add(item);
                continue;
            }

            var end = item.LastIndexOf('/');
            var name = item[(end + 1)..];
            if (!ScopeNamePattern().IsMatch(name))
                return LoginErrorCatalog.ScopeInvalid.With(item);
            var resource = end < 0 ? AccessTokenValidator.GraphAudience : item[..end].TrimEnd('/');
            if (ResolveAudience(resource, ownHost) is not { } resolved)
                return LoginErrorCatalog.ResourceUnknown.With(resource, tenant);
            if (audience is not null && audience != resolved)
                return LoginErrorCatalog.ScopeInvalid.With($"{item} (all scopes of a request must be for the same resource)");
            audience = resolved;
            isDefault |= name == DefaultScope;
            if (name != DefaultScope)
                names.Add(Client.AllPermissions.FirstOrDefault(permission => permission.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name);
        }

        return new ScopeRequest(audience ?? AccessTokenValidator.GraphAudience, names, isDefault, openId, items);
    }

    /// <summary>Parses <c>resource</c> of version 1.0: <c>https://graph.microsoft.com</c>, with all permissions that the client was granted.</summary>
    public Result<ScopeRequest, LoginError> ParseResource(string resource, string ownHost, TenantId tenant)
    {
        if (resource.Length == 0)
            return LoginErrorCatalog.MissingParameter.With("resource") with { Hint = LoginErrorHints.ResourceMissing };
        if (ResolveAudience(resource.TrimEnd('/'), ownHost) is not { } audience)
            return LoginErrorCatalog.ResourceUnknown.With(resource, tenant);
        // A version 1.0 request has no scopes, so the response always has an id token and a refresh token.
        return new ScopeRequest(audience, [], IsDefault: true, OpenIdScopes, [$"{resource.TrimEnd('/')}/{DefaultScope}", .. OpenIdScopes]);
    }

    private string? ResolveAudience(string resource, string ownHost)
    {
        if (validator.IsGraphAudience(resource) || MicrosoftHosts.ResourceManagerAudiences.Contains(resource, StringComparer.OrdinalIgnoreCase))
            return resource;
        var isAddress = Uri.TryCreate(resource, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        if (isAddress && (address!.IsLoopback || address.Host.Equals(ownHost, StringComparison.OrdinalIgnoreCase)))
            return AccessTokenValidator.GraphAudience;
        // Any application can be a resource, for example the one that uses the on-behalf-of grant.
        const string Scheme = "api://";
        var id = resource.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? resource[Scheme.Length..] : resource;
        return !isAddress && id.Length > 0 && clients.Find(id) is not null ? resource : null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,120}\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ScopeNamePattern();
}
