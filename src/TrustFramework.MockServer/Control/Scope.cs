using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control;

/// <summary>A handler's parameter that may be no good: the group refuses before the handler is asked.</summary>
internal interface IArgument
{
    /// <summary>Null when it can be used.</summary>
    ControlProblem? Refusal { get; }
}

/// <summary>Whom a request is about: the tenant in its path, or everyone.</summary>
/// <param name="Tenant">Null for everyone.</param>
internal sealed record Scope(Tenant? Tenant, ControlProblem? Refusal) : IArgument, IBindableFromHttpContext<Scope>
{
    /// <summary>What stands in a path for the default tenant, whose id a test should not have to know.</summary>
    private const string Default = "default";

    /// <summary>Where what concerns this scope is kept.</summary>
    public TenantId Id => Tenant?.Id ?? TenantId.Everyone;

    /// <summary>Naming a tenant here does not give it the name: nothing comes into being by being looked at.</summary>
    public static async ValueTask<Scope?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter)
    {
        if (context.GetRouteValue("tenant") is not string name)
            return new Scope(Tenant: null, Refusal: null);
        var tenant = await FindAsync(name, context.RequestServices.GetRequiredService<TenantRegistry>());
        return new Scope(tenant, tenant is null ? ControlProblem.BadTenant(name) : null);
    }

    /// <summary>Null when it is the name of none.</summary>
    public static async ValueTask<Tenant?> FindAsync(string name, TenantRegistry tenants) =>
        name.Equals(Default, StringComparison.OrdinalIgnoreCase) ? tenants.Default : await tenants.ResolveAsync(name);
}
