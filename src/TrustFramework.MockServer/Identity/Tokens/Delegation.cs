using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity.Tokens;

/// <summary>What a user lets a client do in the user's name.</summary>
/// <param name="Asked">What the client asked for.</param>
/// <param name="Consented">What the user ticked on the sign-in page; null when there was nothing to tick.</param>
internal sealed record Delegation(TenantId Tenant, Client Client, User User, ScopeRequest Asked, IReadOnlySet<string>? Consented)
{
    private const string EverythingThere = "user_impersonation";

    /// <summary>The client's own word for this sign-in, repeated in the id token.</summary>
    public string? Nonce { get; init; }

    /// <summary>Permission names: <c>scp</c>.</summary>
    public required IReadOnlyList<string> Granted { get; init; }

    /// <summary>Nothing that the client may not have, nothing that the user may not give.</summary>
    /// <param name="isGraph">Only Graph's permissions are known; another resource's are its own business.</param>
    public static LoginOutcome<Delegation> Grant(TenantId tenant, Client client, User user, ScopeRequest asked, IReadOnlySet<string>? consented, bool isGraph)
    {
        var permissions = Permissions(client, asked, isGraph);
        if (permissions is null)
            return LoginErrors.ConsentMissing.With(client.Id, client.Name);
        List<string> granted = [.. permissions.Where(name => (user.Permissions?.Contains(name) ?? true) && (consented?.Contains(name) ?? true))];
        if (granted.Count == 0 && permissions.Count > 0)
            return LoginErrors.ConsentMissing.With(client.Id, client.Name);
        return new Delegation(tenant, client, user, asked, consented) { Granted = granted };
    }

    /// <summary>What the sign-in page offers; null when the client asks for more than it may have.</summary>
    public static IReadOnlyList<string>? Permissions(Client client, ScopeRequest asked, bool isGraph)
    {
        if (!isGraph)
            return asked.IsDefault ? [EverythingThere, .. asked.Names] : asked.Names;
        if (client.Permissions is { } most && asked.Names.Any(name => !most.Contains(name)))
            return null;
        return asked.IsDefault ? [.. client.ApplicationPermissions.Union(asked.Names, StringComparer.Ordinal)] : asked.Names;
    }

    /// <summary>
    /// <c>scope</c> of the answer: what was asked for by name, in the form in which it was; everything that stands for
    /// <c>.default</c> in full. msal looks tokens up by it.
    /// </summary>
    public string Scope
    {
        get
        {
            var asAsked = Asked.Items.Where(item => Asked.OpenId.Contains(item, StringComparer.Ordinal)
                || item.EndsWith("/.default", StringComparison.Ordinal)
                || Granted.Contains(item[(item.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase));
            var byDefault = Asked.IsDefault ? Granted.Except(Asked.Names, StringComparer.Ordinal).Select(name => $"{Asked.Audience}/{name}") : [];
            return string.Join(' ', asAsked.Union(byDefault, StringComparer.Ordinal));
        }
    }
}
