using Microsoft.AspNetCore.Cors.Infrastructure;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.SignIn;

/// <summary>
/// Which pages may read metadata, keys, tokens and user info: those at the origins of the tenant's SPA redirect URIs, or any as long as no application has a
/// redirect URI.
/// </summary>
internal sealed class SignInCors : ICorsPolicyProvider
{
    public const string PolicyName = "sign-in";

    private static readonly CorsPolicy Any = new CorsPolicyBuilder().AllowAnyOrigin().AllowAnyHeader().WithMethods("GET", "POST").Build();

    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        if (policyName != PolicyName || !(await SignInRequestContext.GetOrCreateAsync(context)).Tenant.TryGetValue(out var tenant, out _))
            return null;
        var applications = await tenant.Tenant.Applications.ListAsync();
        if (applications.All(application => application.RedirectUris.IsEmpty))
            return Any;
        string[] origins =
        [
            .. applications.SelectMany(application => application.RedirectUris).Where(redirect => redirect.Type == RedirectUriType.Spa)
                .Select(redirect => new Uri(redirect.Address).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return new CorsPolicyBuilder(origins).AllowAnyHeader().WithMethods("GET", "POST").Build();
    }
}
