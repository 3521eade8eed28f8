using System.Reflection;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control;

/// <summary>A handler parameter whose value can be invalid. The route group then returns the refusal and does not call the handler.</summary>
internal interface IValidatedArgument
{
    /// <summary>Null when the value is valid.</summary>
    ControlProblem? Refusal { get; }
}

/// <summary>A handler parameter: the tenant in the request path, or the whole server.</summary>
/// <param name="Tenant">Null for the whole server.</param>
internal sealed record TenantScope(Tenant? Tenant, ControlProblem? Refusal) : IValidatedArgument, IBindableFromHttpContext<TenantScope>
{
    /// <summary>Names the default tenant in a path, so that a test does not need its ID.</summary>
    private const string DefaultAlias = "default";

    /// <summary>The ID under which records of this scope are stored.</summary>
    public TenantId Id => Tenant?.Id ?? TenantId.Global;

    public static async ValueTask<TenantScope?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.GetRouteValue("tenant") is not string name)
            return new TenantScope(Tenant: null, Refusal: null);
        var tenant = await FindTenantAsync(name, context.RequestServices.GetRequiredService<TenantRegistry>());
        return new TenantScope(tenant, tenant is null ? ControlProblem.BadTenant(name) : null);
    }

    /// <summary>Returns null when the name is not a valid tenant name.</summary>
    public static async ValueTask<Tenant?> FindTenantAsync(string name, TenantRegistry tenants) =>
        name.Equals(DefaultAlias, StringComparison.OrdinalIgnoreCase) ? tenants.Default : await tenants.FindAsync(name);
}
