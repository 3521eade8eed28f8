using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>What a user lets a client do in the user's name.</summary>
/// <param name="RequestedScope">What the client asked for.</param>
/// <param name="Consented">What the user ticked on the sign-in page; null when there was nothing to tick.</param>
internal sealed record Delegation(TenantId Tenant, Client Client, User User, ScopeRequest RequestedScope, IReadOnlySet<string>? Consented)
{
    private const string UserImpersonation = "user_impersonation";

    /// <summary>The client's own word for this sign-in, repeated in the id token.</summary>
    public string? Nonce { get; init; }

    /// <summary>Permission names: <c>scp</c>.</summary>
    public required IReadOnlyList<string> Granted { get; init; }

    /// <summary>Nothing that the client may not have, nothing that the user may not give.</summary>
    /// <param name="isGraph">Only Graph's permissions are known; another resource's are its own business.</param>
    public static LoginOutcome<Delegation> Create(TenantId tenant, Client client, User user, ScopeRequest requested, IReadOnlySet<string>? consented, bool isGraph)
    {
        var permissions = GetRequestedPermissions(client, requested, isGraph);
        if (permissions is null)
            return LoginErrorCatalog.ConsentMissing.With(client.Id, client.Name);
        List<string> granted = [.. permissions.Where(name => (user.Permissions?.Contains(name) ?? true) && (consented?.Contains(name) ?? true))];
        if (granted.Count == 0 && permissions.Count > 0)
            return LoginErrorCatalog.ConsentMissing.With(client.Id, client.Name);
        return new Delegation(tenant, client, user, requested, consented) { Granted = granted };
    }

    /// <summary>What the sign-in page offers; null when the client asks for more than it may have.</summary>
    public static IReadOnlyList<string>? GetRequestedPermissions(Client client, ScopeRequest requested, bool isGraph)
    {
        if (!isGraph)
            return requested.IsDefault ? [UserImpersonation, .. requested.Names] : requested.Names;
        if (client.Permissions is { } most && requested.Names.Any(name => !most.Contains(name)))
            return null;
        return requested.IsDefault ? [.. client.ApplicationPermissions.Union(requested.Names, StringComparer.Ordinal)] : requested.Names;
    }

    /// <summary>
    /// <c>scope</c> of the answer: what was asked for by name, in the form in which it was; everything that stands for
    /// <c>.default</c> in full. msal looks tokens up by it.
    /// </summary>
    public string Scope
    {
        get
        {
            var asAsked = RequestedScope.Items.Where(item => RequestedScope.OpenIdScopes.Contains(item, StringComparer.Ordinal)
                || item.EndsWith("/.default", StringComparison.Ordinal)
                || Granted.Contains(item[(item.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase));
            var byDefault = RequestedScope.IsDefault ? Granted.Except(RequestedScope.Names, StringComparer.Ordinal).Select(name => $"{RequestedScope.Audience}/{name}") : [];
            return string.Join(' ', asAsked.Union(byDefault, StringComparer.Ordinal));
        }
    }
}
