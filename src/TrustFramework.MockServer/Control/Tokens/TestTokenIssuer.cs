using System.Buffers.Text;
using System.Text.Json.Nodes;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>Makes any token of a tenant, right or wrong: one that the login service could have issued, altered, and signed again.</summary>
internal sealed class TestTokenIssuer(TokenIssuer issuer, ClientDirectory clients, UserDirectory users, TenantRegistry tenants)
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(36500);

    public async Task<IResult> CreateAsync(Tenant tenant, TestTokenRequest asked)
    {
        var lifetime = Duration.Read(asked.Lifetime);
        if (Validate(asked, lifetime) is { } wrong)
            return wrong;
        if (!await tenants.HasCapacityAsync(tenant))
            return ControlProblem.Forbidden($"There is no room for the tenant {tenant.Id}: delete tenants, reset them all, or raise MockServer:MaxTenants.");

        var claims = ReadPayload(await IssueAsync(tenant, asked));
        var now = (await tenant.GetUtcNowAsync()).ToUnixTimeSeconds();
        if (lifetime is { } given)
            claims["exp"] = now + (long)given.TotalSeconds;
        TokenEditor.ApplyDefect(asked.Wrong, claims, now);
        if (!TokenEditor.TryMergeClaims(asked.Claims, claims))
            return ControlProblem.BadRequest("The claims cannot be written into a token: a name is there twice, or there is half a character in one of them.");

        var token = await issuer.SignAsync(tenant.Id, claims.ToJsonString());
        return TypedResults.Ok(new TestTokenResource
        {
            AccessToken = asked.Wrong == TokenDefect.Signature ? TokenEditor.BreakSignature(token) : token,
            ExpiresIn = claims["exp"] is JsonValue expiry && expiry.TryGetValue<long>(out var expires) ? expires - now : null,
            Claims = claims,
        });
    }

    private static ControlProblem? Validate(TestTokenRequest asked, TimeSpan? lifetime)
    {
        if (GetKind(asked) == TokenKind.Application && (asked.User is not null || asked.Roles is not null))
            return ControlProblem.BadRequest("An application's token has no user and no directory roles. Write {\"kind\":\"delegated\"}, or leave 'user' and 'roles' out.");
        if (asked.Lifetime is not null && !(lifetime > TimeSpan.Zero && lifetime <= MaxLifetime))
            return ControlProblem.BadRequest("Write {\"lifetime\":\"PT1H\"}: an ISO 8601 duration, or hours, minutes and seconds as in 01:00:00, more than nothing and at most a hundred years.");
        if (asked.Permissions?.Any(name => !IsSingleName(name)) ?? false)
            return ControlProblem.BadRequest("Write {\"permissions\":[\"Policy.Read.All\"]}: names, one in each string.");
        string?[] unknown = [.. (asked.Roles ?? []).Where(role => role is null || DirectoryRoles.FindTemplateId(role) is null)];
        return unknown.Length > 0
            ? ControlProblem.BadRequest($"'{unknown[0]}' is neither the name of a directory role nor a template id. Write for instance '{DirectoryRoles.PolicyAdministrator}'.")
            : null;
    }

    private static bool IsSingleName(string? text) => text is not null && PermissionList.Split(text) is [var name] && name == text;

    private static TokenKind GetKind(TestTokenRequest asked) =>
        asked.Kind ?? (asked.User is not null || asked.Roles is not null || asked.Wrong == TokenDefect.Personal ? TokenKind.Delegated : TokenKind.Application);

    private async ValueTask<string> IssueAsync(Tenant tenant, TestTokenRequest asked)
    {
        var id = asked.ClientId ?? "forge";
        var client = clients.Find(id) ?? new Client(id, id, Permissions: null);
        IReadOnlyList<string> permissions = [.. asked.Permissions?.OfType<string>() ?? Client.AllPermissions.Order(StringComparer.Ordinal)];
        if (GetKind(asked) == TokenKind.Application)
            return await issuer.IssueForApplicationAsync(tenant.Id, client, ClientAuthenticationMethod.Secret, AccessTokenValidator.GraphAudience, permissions);

        var domain = await tenant.GetEffectiveDomainAsync();
        var name = asked.User ?? "admin";
        var user = users.Find(name, domain) ?? new User(name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{domain}", name, [], Permissions: null);
        var scope = new ScopeRequest(AccessTokenValidator.GraphAudience, permissions, IsDefault: false, OpenIdScopes: [], permissions);
        return await issuer.IssueForUserAsync(
            new Delegation(tenant.Id, client, asked.Roles is { } roles ? user with { Roles = [.. roles.Select(role => DirectoryRoles.FindTemplateId(role!)!)] } : user, scope, Consented: null)
            {
                Granted = permissions,
            },
            ClientAuthenticationMethod.Secret);
    }

    private static JsonObject ReadPayload(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();
}
