using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>Who is asking, bound from the request like any other parameter. Nobody behind this door sees a token.</summary>
internal sealed record Caller(Tenant Tenant, Principal Principal) : IBindableFromHttpContext<Caller>
{
    public static ValueTask<Caller?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter) =>
        ValueTask.FromResult(GraphRequestContext.Get(context).Caller);
}

/// <summary>What a bearer says of itself.</summary>
internal sealed record Principal
{
    /// <summary>The GUID or domain name of the caller's tenant; null for the default tenant.</summary>
    public string? TenantName { get; init; }

    /// <summary>Permission names as in <c>scp</c> or <c>roles</c>; null when permissions are not asked for at all.</summary>
    public IReadOnlySet<string>? Permissions { get; init; }

    /// <summary>True for a signed-in user's token, false for an application's own.</summary>
    public bool IsDelegated { get; init; }

    /// <summary>Template ids of the user's directory roles; null when they are not asked for.</summary>
    public IReadOnlySet<string>? DirectoryRoles { get; init; }

    /// <summary>A personal Microsoft account, which this API never serves: graph-surface 10 [D].</summary>
    public bool IsPersonalAccount { get; init; }

    /// <summary>The client's id, for the log.</summary>
    public string? ClientId { get; init; }

    /// <summary>Null where no user is signed in.</summary>
    public SignedInUser? User { get; init; }
}

/// <summary>A signed-in user, as far as the token tells.</summary>
/// <param name="Id">The object id.</param>
/// <param name="Name">The user principal name.</param>
internal sealed record SignedInUser(string? Id, string? Name, string? DisplayName, string? Mail);
