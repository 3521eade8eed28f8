using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control;

/// <summary>A handler's parameter that may be no good: the group refuses before the handler is asked.</summary>
internal interface IValidatedArgument
{
    /// <summary>Null when it can be used.</summary>
    ControlProblem? Refusal { get; }
}

/// <summary>Whom a request is about: the tenant in its path, or everyone.</summary>
/// <param name="Tenant">Null for everyone.</param>
internal sealed record TenantScope(Tenant? Tenant, ControlProblem? Refusal) : IValidatedArgument, IBindableFromHttpContext<TenantScope>
{
    /// <summary>What stands in a path for the default tenant, whose id a test should not have to know.</summary>
    private const string DefaultAlias = "default";

    /// <summary>Where what concerns this scope is kept.</summary>
    public TenantId Id => Tenant?.Id ?? TenantId.Global;

    /// <summary>Naming a tenant here does not give it the name: nothing comes into being by being looked at.</summary>
    public static async ValueTask<TenantScope?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter)
    {
        if (context.GetRouteValue("tenant") is not string name)
            return new TenantScope(Tenant: null, Refusal: null);
        var tenant = await FindTenantAsync(name, context.RequestServices.GetRequiredService<TenantRegistry>());
        return new TenantScope(tenant, tenant is null ? ControlProblem.BadTenant(name) : null);
    }

    /// <summary>Null when it is the name of none.</summary>
    public static async ValueTask<Tenant?> FindTenantAsync(string name, TenantRegistry tenants) =>
        name.Equals(DefaultAlias, StringComparison.OrdinalIgnoreCase) ? tenants.Default : await tenants.ResolveAsync(name);
}
