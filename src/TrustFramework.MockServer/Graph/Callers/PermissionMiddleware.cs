using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>Route metadata: the permissions of which one suffices, the least privileged first, delegated or application alike.</summary>
internal sealed record PermissionRequirement(params IReadOnlyList<string> AcceptedPermissions);

/// <summary>Route metadata: the directory roles of which a signed-in user needs one (conventions 7.2 [D]).</summary>
internal sealed record DirectoryRoleRequirement(params IReadOnlyList<string> TemplateIds);

/// <summary>403 unless the caller may. The texts are the service's: conventions 1.4 [O].</summary>
internal sealed class PermissionMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var route = context.GetEndpoint()?.Metadata;
        var refused = route?.GetMetadata<AllowAnonymousMetadata>() is null ? Authorize(GraphRequestContext.Get(context).Caller!.Principal, route) : null;
        return refused is null ? next(context) : GraphErrorWriter.WriteAsync(context, refused);
    }

    private static GraphError? Authorize(Principal caller, EndpointMetadataCollection? route)
    {
        if (caller.IsPersonalAccount)
            return GraphErrorCatalog.AccessDenied.CreateError() with { Hint = "Personal Microsoft accounts are never accepted here." };
        if (route?.GetMetadata<PermissionRequirement>() is not { } needed)
            return null;
        if (caller.Permissions is { } granted && !needed.AcceptedPermissions.Any(granted.Contains))
        {
            var kind = caller.IsDelegated ? "delegated" : "application";
            return GraphErrorCatalog.PermissionMissing.CreateError(kind, string.Join(", ", needed.AcceptedPermissions)) with
            {
                Hint = $"The token has: {(granted.Count == 0 ? "no permission" : string.Join(", ", granted))}.",
            };
        }

        return caller is { IsDelegated: true, DirectoryRoles: { } held }
            && route.GetMetadata<DirectoryRoleRequirement>() is { } role
            && !role.TemplateIds.Any(held.Contains)
                ? GraphErrorCatalog.AccessDenied.CreateError() with { Hint = $"The user needs one of the directory roles {string.Join(", ", role.TemplateIds)}." }
                : null;
    }
}
