using System.Text;
using Microsoft.Extensions.Primitives;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.SignIn.Journeys;

/// <summary>Connects the journeys of the engine with a tenant and a request.</summary>
internal sealed class JourneyContexts(IRandomSource random)
{
    /// <summary>Creates the runner of a policy's journeys.</summary>
    public async ValueTask<JourneyRunner> CreateRunnerAsync(SignInTenant tenant)
    {
        var policy = tenant.RelyingParty.Policy;
        var secrets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in PolicySecrets.GetKeySetIds(policy))
        {
            if (await FindSecretAsync(tenant, id) is { } secret)
                secrets[id] = secret;
        }

        return new JourneyRunner(new JourneyContext
        {
            Policy = policy,
            Tenant = GetTenant(tenant),
            Now = tenant.Now,
            Users = new TenantUserDirectory(tenant, random),
            Random = new JourneyRandom(random),
            FindSecret = secrets.GetValueOrDefault,
        });
    }

    /// <summary>Creates the request of a journey.</summary>
    /// <param name="parameters">Of the authorization or token request.</param>
    public static JourneyRequest CreateRequest(HttpContext http, string correlationId, IEnumerable<KeyValuePair<string, StringValues>> parameters) => new()
    {
        CorrelationId = correlationId,
        Parameters = parameters.Aggregate(JourneyRequest.NoParameters, (all, parameter) => all.SetItem(parameter.Key, parameter.Value.ToString())),
        HostName = http.Request.Host.Host,
        IpAddress = http.Connection.RemoteIpAddress?.ToString(),
    };

    /// <summary>Creates the claim resolvers for the tokens of a request.</summary>
    public static ClaimResolvers CreateResolvers(SignInTenant tenant, JourneyRequest request, ClaimsBag claims) =>
        JourneyResolvers.Create(tenant.RelyingParty.Policy, GetTenant(tenant), request, tenant.Now, claims);

    /// <summary>The display name of a tenant is the first part of its domain. [I]</summary>
    private static JourneyTenant GetTenant(SignInTenant tenant) => new(tenant.Tenant.Id.ToString(), tenant.Domain, tenant.Domain.Split('.')[0]);

    private static async ValueTask<string?> FindSecretAsync(SignInTenant tenant, string keySetId) =>
        (await tenant.Tenant.KeySets.FindAsync(keySetId)).TryGetValue(out var set, out _) && set.GetActiveKey(tenant.Now, tenant.Tenant.Id).TryGetValue(out var key, out _)
        && key.Material is KeyMaterial.Oct { Secret: var secret }
            ? Encoding.UTF8.GetString(secret.Span)
            : null;
}
