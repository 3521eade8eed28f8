using System.Text.RegularExpressions;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>What a token is asked for.</summary>
/// <param name="Audience">The one resource: <c>aud</c>.</param>
/// <param name="Names">Permissions by name, without the resource.</param>
/// <param name="IsDefault">True for <c>.default</c>: everything that the client was granted.</param>
/// <param name="OpenIdScopes">Of <c>openid</c>, <c>profile</c>, <c>email</c> and <c>offline_access</c> those that are asked for.</param>
/// <param name="Items">All of it as it was written, for <c>scope</c> in the answer: libraries compare it with what they asked for.</param>
internal sealed record ScopeRequest(
    string Audience, IReadOnlyList<string> Names, bool IsDefault, IReadOnlyList<string> OpenIdScopes, IReadOnlyList<string> Items)
{
    public bool IsIdTokenRequested => OpenIdScopes.Contains("openid", StringComparer.Ordinal);

    public bool IsRefreshTokenRequested => OpenIdScopes.Contains("offline_access", StringComparer.Ordinal);

    public string Text => string.Join(' ', Items);
}

/// <summary>Reads <c>scope</c> and <c>resource</c>: conventions 5.1.</summary>
internal sealed partial class ScopeParser(AccessTokenValidator rules, ClientDirectory clients)
{
    private const string DefaultScope = ".default";

    private static readonly string[] OpenIdScopes = ["openid", "profile", "email", "offline_access"];

    /// <summary>The v2.0 way: <c>https://graph.microsoft.com/Policy.Read.All openid</c>; a bare name is Graph's.</summary>
    /// <param name="ownHost">The host that the caller used: a client without a scope asks for it, and means Graph (conventions 5.1 [E]).</param>
    public LoginOutcome<ScopeRequest> Parse(string scope, string ownHost, TenantId tenant)
    {
        var items = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0)
            return LoginErrorCatalog.MissingParameter.With("scope");
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
            if (ResolveAudience(resource, ownHost) is not { } meant)
                return LoginErrorCatalog.ResourceUnknown.With(resource, tenant);
            if (audience is not null && audience != meant)
                return LoginErrorCatalog.ScopeInvalid.With($"{item}: one token is for one resource");
            audience = meant;
            isDefault |= name == DefaultScope;
            if (name != DefaultScope)
                names.Add(Client.AllPermissions.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name);
        }

        return new ScopeRequest(audience ?? AccessTokenValidator.GraphAudience, names, isDefault, openId, items);
    }

    /// <summary>The v1.0 way: <c>resource=https://graph.microsoft.com</c> and everything that the client was granted.</summary>
    public LoginOutcome<ScopeRequest> ParseResource(string resource, string ownHost, TenantId tenant)
    {
        if (resource.Length == 0)
            return LoginErrorCatalog.MissingParameter.With("resource");
        if (ResolveAudience(resource.TrimEnd('/'), ownHost) is not { } audience)
            return LoginErrorCatalog.ResourceUnknown.With(resource, tenant);
        // A version 1.0 client gets an id token and a refresh token without asking: there are no scopes to ask for them with.
        return new ScopeRequest(audience, [], IsDefault: true, OpenIdScopes, [$"{resource.TrimEnd('/')}/{DefaultScope}", .. OpenIdScopes]);
    }

    private string? ResolveAudience(string resource, string ownHost)
    {
        if (rules.IsGraphAudience(resource))
            return resource;
        var isAddress = Uri.TryCreate(resource, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        if (isAddress && (address!.IsLoopback || address.Host.Equals(ownHost, StringComparison.OrdinalIgnoreCase)))
            return AccessTokenValidator.GraphAudience;
        // Any application can be a resource: the first half of on-behalf-of.
        const string Scheme = "api://";
        var id = resource.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? resource[Scheme.Length..] : resource;
        return !isAddress && id.Length > 0 && clients.Find(id) is not null ? resource : null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,120}\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ScopeNamePattern();
}
