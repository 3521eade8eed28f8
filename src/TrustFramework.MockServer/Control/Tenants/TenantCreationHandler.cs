using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Makes a tenant as a test asks for it, or says what to ask for instead.</summary>
internal sealed class TenantCreationHandler(SandboxRegistry sandboxes, ITenantStore store, TenantRegistry tenants, TokenIssuer issuer, IRandomSource random, TimeProvider time)
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(3650);

    private static readonly Client TokenClient = new("sandbox", "sandbox", Permissions: null);

    public async Task<IResult> CreateAsync(NewTenant asked, HttpRequest request)
    {
        var lifetime = Duration.Read(asked.TimeToLive);
        if (Validate(asked, lifetime) is { } wrong)
            return wrong;
        var origin = asked.Fork is { } name ? await TenantScope.FindTenantAsync(name, tenants) : null;
        if (asked.Fork is not null && origin is null)
            return ControlProblem.BadTenant(asked.Fork);
        if (origin is not null && !await store.HasRecordsAsync(origin.Id))
            return ControlProblem.NotFound($"The tenant {origin.Id} holds nothing that could be forked.");

        var tenant = tenants.Get(new TenantId(asked.Id ?? random.NewId()));
        var sandbox = new Sandbox(time.GetUtcNow() + lifetime, origin is null ? asked.Domain : await origin.FindDomainAsync());
        var made = await sandboxes.CreateAsync(tenant.Id, sandbox, origin);
        if (made.Error is { } refusal)
            return new RefusalResult(refusal);
        return made.Value
            ? TypedResults.Created($"{ControlRoutes.Root}/tenants/{tenant.Id}", await ToResourceAsync(tenant, sandbox, request, asked.Token ?? true))
            : ControlProblem.Conflict($"There is a tenant {tenant.Id} already. Delete it first, or leave the id out to be given one.");
    }

    private static ControlProblem? Validate(NewTenant asked, TimeSpan? lifetime) => asked switch
    {
        { Id: { } id } when id == TenantId.Global.Value => ControlProblem.BadTenant(id.ToString()),
        { Domain: not null, Fork: not null } =>
            ControlProblem.BadRequest("A fork keeps its origin's domain, since its policies name it. Leave 'domain' or 'fork' out."),
        { Domain: { } domain } when !MockServerOptionsValidator.IsDomain(domain) =>
            ControlProblem.BadRequest($"'{domain}' is no domain that a policy could name. Write one such as contoso.onmicrosoft.com: letters, digits and dots."),
        { TimeToLive: not null } when lifetime is not { } given || given <= TimeSpan.Zero || given > MaxLifetime =>
            ControlProblem.BadRequest("Write {\"timeToLive\":\"PT10M\"}: an ISO 8601 duration, or hours, minutes and seconds as in 00:10:00, more than nothing and at most ten years."),
        _ => null,
    };

    private async ValueTask<NewTenantResource> ToResourceAsync(Tenant tenant, Sandbox sandbox, HttpRequest request, bool withToken) => new()
    {
        Id = tenant.Id.Value,
        Domain = await tenant.GetEffectiveDomainAsync(),
        Expires = sandbox.Expires,
        Token = withToken
            ? await issuer.IssueForApplicationAsync(
                tenant.Id, TokenClient, ClientAuthenticationMethod.Secret, AccessTokenValidator.GraphAudience, TokenClient.ApplicationPermissions.Order(StringComparer.Ordinal))
            : null,
        TokenEndpoint = $"{LoginOriginFeature.Get(request)}/{tenant.Id}/oauth2/v2.0/token",
        Graph = $"{RequestOrigin.Get(request)}{GraphRoutes.BetaPrefix}",
    };
}
