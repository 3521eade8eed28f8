using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Validates a request for a new tenant, creates the tenant and issues a token for it.</summary>
internal sealed class TenantCreationHandler(SandboxRegistry sandboxes, ITenantStore store, TenantRegistry tenants, TokenIssuer issuer, IRandomSource random, TimeProvider time)
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(3650);

    private static readonly Client TokenClient = new("sandbox", "sandbox", Permissions: null);

    public async Task<IResult> CreateAsync(NewTenant requested, HttpRequest request)
    {
        var lifetime = Duration.Read(requested.TimeToLive);
        if (Validate(requested, lifetime) is { } problem)
            return problem;
        var origin = requested.Fork is { } name ? await TenantScope.FindTenantAsync(name, tenants) : null;
        if (requested.Fork is not null && origin is null)
            return ControlProblem.BadTenant(requested.Fork);
        if (origin is not null && !await store.HasRecordsAsync(origin.Id))
            return ControlProblem.NotFound($"Tenant {origin.Id} holds no data to fork.");

        var tenant = tenants.Get(new TenantId(requested.Id ?? random.NewId()));
        var sandbox = new Sandbox(time.GetUtcNow() + lifetime, origin is null ? requested.Domain : await origin.FindDomainAsync());
        var created = await sandboxes.CreateAsync(tenant.Id, sandbox, origin);
        if (!created.TryGetValue(out var isNew, out var refusal))
            return new RefusalResult(refusal);
        return isNew
            ? TypedResults.Created($"{ControlRoutes.Root}/tenants/{tenant.Id}", await ToResourceAsync(tenant, sandbox, request, requested.Token ?? true))
            : ControlProblem.Conflict($"Tenant {tenant.Id} already exists. Delete it first, or omit 'id' to get a new ID.");
    }

    private static ControlProblem? Validate(NewTenant requested, TimeSpan? lifetime) => requested switch
    {
        { Id: { } id } when id == TenantId.Global.Value => ControlProblem.BadTenant(id.ToString()),
        { Domain: not null, Fork: not null } =>
            ControlProblem.BadRequest("A fork keeps the domain of its origin, because the copied policies name it. Omit 'domain' or 'fork'."),
        { Domain: { } domain } when !MockServerOptionsValidator.IsDomain(domain) =>
            ControlProblem.BadRequest($"'{domain}' is not a domain name. Use letters, digits and dots, as in contoso.onmicrosoft.com."),
        { TimeToLive: not null } when lifetime is not { } given || given <= TimeSpan.Zero || given > MaxLifetime =>
            ControlProblem.BadRequest("'timeToLive' must be an ISO 8601 duration (PT10M) or hours, minutes and seconds (00:10:00), greater than zero and at most ten years."),
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
