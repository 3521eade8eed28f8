namespace TrustFramework.MockServer.Control;

/// <summary>Route groups of the control plane.</summary>
internal static class ControlRoutes
{
    public const string Root = "/_mock";

    /// <summary>Maps the same routes twice: for the whole server under <c>/_mock</c>, and for one tenant under <c>/_mock/tenants/{tenant}</c>.</summary>
    /// <param name="map">Maps the routes. Handlers receive the scope of the request as a <see cref="TenantScope"/> parameter.</param>
    public static void MapServerAndTenantRoutes(this IEndpointRouteBuilder routes, string tag, Action<RouteGroupBuilder> map)
    {
        map(routes.MapControlGroup(Root, tag));
        var tenantRoutes = routes.MapControlGroup($"{Root}/tenants/{{tenant}}", tag);
        // Operation IDs must be unique in the document.
        ((IEndpointConventionBuilder)tenantRoutes).Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<IEndpointNameMetadata>().LastOrDefault() is { } name)
                endpoint.Metadata.Add(new EndpointNameMetadata($"{name.EndpointName}OfTenant"));
        });
        map(tenantRoutes);
    }

    /// <summary>Creates a group of control plane routes that rejects invalid arguments before the handler runs.</summary>
    public static RouteGroupBuilder MapControlGroup(this IEndpointRouteBuilder routes, string prefix, string tag)
    {
        var group = routes.MapGroup(prefix);
        group.WithTags(tag)
            .WithGroupName(OpenApiDocumentNames.ControlPlane)
            .AddEndpointFilter(ValidateArgumentsAsync)
            .AddOpenApiOperationTransformer(ControlOpenApi.DescribeBodyAsync);
        return group;
    }

    private static ValueTask<object?> ValidateArgumentsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var refusal = context.Arguments.OfType<IValidatedArgument>().Select(argument => argument.Refusal).FirstOrDefault(refusal => refusal is not null);
        return refusal is null ? next(context) : ValueTask.FromResult<object?>(refusal);
    }
}
