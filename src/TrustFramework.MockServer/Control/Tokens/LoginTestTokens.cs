using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>Issues the access tokens of the login service for tests.</summary>
internal sealed class LoginTestTokens(TokenIssuer issuer, ClientDirectory clients, UserDirectory users)
{
    public async ValueTask<string> IssueAsync(Tenant tenant, TestTokenRequest request)
    {
        var id = request.ClientId ?? TestTokenRequest.DefaultClientId;
        var client = clients.Find(id) ?? new Client(id, id, Permissions: null);
        IReadOnlyList<string> permissions = [.. request.Permissions?.OfType<string>() ?? Client.AllPermissions.Order(StringComparer.Ordinal)];
        if (!request.IsForUser)
            return await issuer.IssueForApplicationAsync(tenant.Id, client, ClientAuthenticationMethod.Secret, AccessTokenValidator.GraphAudience, permissions);

        var domain = await tenant.GetEffectiveDomainAsync();
        var name = request.User ?? "admin";
        var user = users.Find(name, domain) ?? new User(name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{domain}", name, [], Permissions: null);
        var scope = new ScopeRequest(AccessTokenValidator.GraphAudience, permissions, IsDefault: false, OpenIdScopes: [], permissions);
        return await issuer.IssueForUserAsync(
            new Delegation(tenant.Id, client, request.Roles is { } roles ? user with { Roles = [.. roles.Select(role => DirectoryRoles.FindTemplateId(role!)!)] } : user, scope, Consented: null)
            {
                Granted = permissions,
            },
            ClientAuthenticationMethod.Secret);
    }

    /// <summary>Signs claims with the key of the tenant's login service.</summary>
    /// <param name="claims">JSON.</param>
    public ValueTask<string> SignAsync(Tenant tenant, string claims) => issuer.SignAsync(tenant.Id, claims);
}
