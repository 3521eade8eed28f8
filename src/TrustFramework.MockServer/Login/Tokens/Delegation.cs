using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>The permissions that a user grants to a client.</summary>
/// <param name="RequestedScope">The scope of the client's request.</param>
/// <param name="Consented">The permissions that the user selected on the sign-in page; null if the flow has no page.</param>
internal sealed record Delegation(TenantId Tenant, Client Client, User User, ScopeRequest RequestedScope, IReadOnlySet<string>? Consented)
{
    private const string UserImpersonation = "user_impersonation";

    /// <summary>The client's <c>nonce</c>, which the id token repeats.</summary>
    public string? Nonce { get; init; }

    /// <summary>The names of the granted permissions: <c>scp</c>.</summary>
    public required IReadOnlyList<string> Granted { get; init; }

    /// <summary>Grants the requested permissions that the client can have and the user can consent to.</summary>
    /// <param name="isGraph">Only permissions of Graph are checked. Those of other resources are unknown.</param>
    public static Result<Delegation, LoginError> Create(TenantId tenant, Client client, User user, ScopeRequest requested, IReadOnlySet<string>? consented, bool isGraph)
    {
        var permissions = GetRequestedPermissions(client, requested, isGraph);
        if (permissions is null)
            return LoginErrorCatalog.ConsentMissing.With(client.Id, client.Name);
        List<string> granted = [.. permissions.Where(name => (user.Permissions?.Contains(name) ?? true) && (consented?.Contains(name) ?? true))];
        if (granted.Count == 0 && permissions.Count > 0)
            return LoginErrorCatalog.ConsentMissing.With(client.Id, client.Name);
        return new Delegation(tenant, client, user, requested, consented) { Granted = granted };
    }

    /// <summary>The permissions that the sign-in page lists; null if the client requests one that it cannot have.</summary>
    public static IReadOnlyList<string>? GetRequestedPermissions(Client client, ScopeRequest requested, bool isGraph)
    {
        if (!isGraph)
            return requested.IsDefault ? [UserImpersonation, .. requested.Names] : requested.Names;
        if (client.Permissions is { } allowed && requested.Names.Any(name => !allowed.Contains(name)))
            return null;
        return requested.IsDefault ? [.. client.ApplicationPermissions.Union(requested.Names, StringComparer.Ordinal)] : requested.Names;
    }

    /// <summary>
    /// <c>scope</c> of the response: the granted scopes as the client wrote them, and the full names of those that <c>.default</c>
    /// stands for. MSAL looks up cached tokens by it.
    /// </summary>
    public string Scope
    {
        get
        {
            var asRequested = RequestedScope.Items.Where(item => RequestedScope.OpenIdScopes.Contains(item, StringComparer.Ordinal)
                || item.EndsWith("/.default", StringComparison.Ordinal)
                || Granted.Contains(item[(item.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase));
            var byDefault = RequestedScope.IsDefault ? Granted.Except(RequestedScope.Names, StringComparer.Ordinal).Select(name => $"{RequestedScope.Audience}/{name}") : [];
            return string.Join(' ', asRequested.Union(byDefault, StringComparer.Ordinal));
        }
    }
}
