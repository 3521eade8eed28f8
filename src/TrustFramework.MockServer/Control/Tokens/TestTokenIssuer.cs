using System.Buffers.Text;
using System.Text.Json.Nodes;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>Issues valid and invalid tokens: it takes a token of the login service, changes it and signs it again.</summary>
internal sealed class TestTokenIssuer(TokenIssuer issuer, ClientDirectory clients, UserDirectory users, TenantRegistry tenants, MockServerOptions options)
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(36500);

    public async Task<IResult> CreateAsync(Tenant tenant, TestTokenRequest request)
    {
        var lifetime = Duration.Read(request.Lifetime);
        if (Validate(request, lifetime) is { } problem)
            return problem;
        if (!await tenants.HasCapacityAsync(tenant))
            return new RefusalResult(new Refusal.TooManyTenants(options.MaxTenants));
        await tenant.SaveRequestedDomainAsync();

        var claims = ReadPayload(await IssueAsync(tenant, request));
        var now = (await tenant.GetUtcNowAsync()).ToUnixTimeSeconds();
        if (lifetime is { } duration)
            claims["exp"] = now + (long)duration.TotalSeconds;
        TokenEditor.ApplyDefect(request.Wrong, claims, now);
        if (!TokenEditor.TryMergeClaims(request.Claims, claims))
            return ControlProblem.BadRequest("The claims cannot be written into a token: a name is there twice, or a text contains a lone surrogate.");

        var token = await issuer.SignAsync(tenant.Id, claims.ToJsonString());
        return TypedResults.Ok(new TestTokenResource
        {
            AccessToken = request.Wrong == TokenDefect.Signature ? TokenEditor.BreakSignature(token) : token,
            ExpiresIn = claims["exp"] is JsonValue expiry && expiry.TryGetValue<long>(out var expires) ? expires - now : null,
            Claims = claims,
        });
    }

    private static ControlProblem? Validate(TestTokenRequest request, TimeSpan? lifetime)
    {
        if (GetKind(request) == TokenKind.Application && (request.User is not null || request.Roles is not null))
            return ControlProblem.BadRequest("An application's token has no user and no directory roles. Write {\"kind\":\"delegated\"}, or omit 'user' and 'roles'.");
        if (request.Lifetime is not null && !(lifetime > TimeSpan.Zero && lifetime <= MaxLifetime))
            return ControlProblem.BadRequest("Write {\"lifetime\":\"PT1H\"}: an ISO 8601 duration, or hours, minutes and seconds as in 01:00:00. It is positive and at most a hundred years.");
        if (request.Permissions?.Any(name => !IsSingleName(name)) ?? false)
            return ControlProblem.BadRequest("Write {\"permissions\":[\"Policy.Read.All\"]}: one name in each string.");
        string?[] unknown = [.. (request.Roles ?? []).Where(role => role is null || DirectoryRoles.FindTemplateId(role) is null)];
        return unknown.Length > 0
            ? ControlProblem.BadRequest($"'{unknown[0]}' is not the name or the template id of a directory role. An example is '{DirectoryRoles.PolicyAdministrator}'.")
            : null;
    }

    private static bool IsSingleName(string? text) => text is not null && PermissionList.Split(text) is [var name] && name == text;

    private static TokenKind GetKind(TestTokenRequest request) =>
        request.Kind ?? (request.User is not null || request.Roles is not null || request.Wrong == TokenDefect.Personal ? TokenKind.Delegated : TokenKind.Application);

    private async ValueTask<string> IssueAsync(Tenant tenant, TestTokenRequest request)
    {
        var id = request.ClientId ?? "test";
        var client = clients.Find(id) ?? new Client(id, id, Permissions: null);
        IReadOnlyList<string> permissions = [.. request.Permissions?.OfType<string>() ?? Client.AllPermissions.Order(StringComparer.Ordinal)];
        if (GetKind(request) == TokenKind.Application)
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

    private static JsonObject ReadPayload(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();
}
