using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>A handler's parameter: the authenticated caller. Handlers never see the token.</summary>
internal sealed record Caller(Tenant Tenant, Principal Principal) : IBindableFromHttpContext<Caller>
{
    public static ValueTask<Caller?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter) =>
        ValueTask.FromResult(GraphRequestContext.Get(context).Caller);
}

/// <summary>The claims of an access token.</summary>
internal sealed record Principal
{
    /// <summary>The GUID or domain name of the caller's tenant; null for the default tenant.</summary>
    public string? TenantName { get; init; }

    /// <summary>Permission names as in <c>scp</c> or <c>roles</c>; null when permissions are not checked.</summary>
    public IReadOnlySet<string>? Permissions { get; init; }

    /// <summary>True for a signed-in user's token, false for an application's own.</summary>
    public bool IsDelegated { get; init; }

    /// <summary>Template ids of the user's directory roles; null when roles are not checked.</summary>
    public IReadOnlySet<string>? DirectoryRoles { get; init; }

    /// <summary>Whether the user has a personal Microsoft account, which the API does not support: graph-surface 10 [D].</summary>
    public bool IsPersonalAccount { get; init; }

    /// <summary>The client's id, for the log.</summary>
    public string? ClientId { get; init; }

    /// <summary>Null for an application's own token.</summary>
    public SignedInUser? User { get; init; }
}

/// <summary>The signed-in user, by the claims of the token.</summary>
/// <param name="Id">The object id.</param>
/// <param name="Name">The user principal name.</param>
internal sealed record SignedInUser(string? Id, string? Name, string? DisplayName, string? Mail);
