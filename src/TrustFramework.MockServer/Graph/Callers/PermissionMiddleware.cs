using Microsoft.AspNetCore.Authorization;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>Route metadata: the caller needs one of these permissions, delegated or application. The least privileged comes first.</summary>
internal sealed record PermissionRequirement(params IReadOnlyList<string> AcceptedPermissions)
{
    /// <summary>Whether the directory refuses the caller: conventions 1.3 [D]. Its message names no permission.</summary>
    public bool IsDirectory { get; init; }
}

/// <summary>Route metadata: a signed-in user needs one of these directory roles (conventions 7.2 [D]).</summary>
internal sealed record DirectoryRoleRequirement(params IReadOnlyList<string> TemplateIds);

/// <summary>Returns 403 to a caller without the required permission or directory role: conventions 1.4 [O].</summary>
internal sealed class PermissionMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var route = context.GetEndpoint()?.Metadata;
        var error = route?.GetMetadata<IAllowAnonymous>() is null ? Authorize(GraphRequestContext.Get(context).Caller!.Principal, route) : null;
        return error is null ? next(context) : GraphErrorWriter.WriteAsync(context, error);
    }

    private static GraphError? Authorize(Principal caller, EndpointMetadataCollection? route)
    {
        if (caller.IsPersonalAccount)
            return GraphErrorCatalog.AccessDenied.CreateError() with { Hint = "The API does not accept personal Microsoft accounts." };
        if (route?.GetMetadata<PermissionRequirement>() is not { } requirement)
            return null;
        if (caller.Permissions is { } granted && !requirement.AcceptedPermissions.Any(granted.Contains))
        {
            var (kind, accepted) = (caller.IsDelegated ? "delegated" : "application", string.Join(", ", requirement.AcceptedPermissions));
            var hint = granted.Count == 0 ? "The token has no permissions." : $"The token has these permissions: {string.Join(", ", granted)}.";
            return requirement.IsDirectory
                ? DirectoryErrors.InsufficientPrivileges.CreateError() with { Hint = $"The caller needs one of {accepted}. {hint}" }
                : GraphErrorCatalog.PermissionMissing.CreateError(kind, accepted) with { Hint = hint };
        }

        return caller is { IsDelegated: true, DirectoryRoles: { } assigned }
            && route.GetMetadata<DirectoryRoleRequirement>() is { } roles
            && !roles.TemplateIds.Any(assigned.Contains)
                ? GraphErrorCatalog.AccessDenied.CreateError() with { Hint = $"The user needs one of the directory roles {string.Join(", ", roles.TemplateIds)}." }
                : null;
    }
}
