using TrustFramework.MockServer.Documents;

namespace TrustFramework.MockServer.Control;

/// <summary>The words in which the control plane's routes are written.</summary>
internal static class ControlRoutes
{
    public const string Root = "/_mock";

    /// <summary>Maps what works for everyone and for each tenant: under <c>/_mock</c>, and under <c>/_mock/tenants/{tenant}</c>.</summary>
    /// <param name="map">Handlers say by a <see cref="TenantScope"/> parameter whom they are about.</param>
    public static void MapServerAndTenantRoutes(this IEndpointRouteBuilder routes, string tag, Action<RouteGroupBuilder> map)
    {
        map(routes.MapControlGroup(Root, tag));
        var each = routes.MapControlGroup($"{Root}/tenants/{{tenant}}", tag);
        // An operation's name must be its own; the other one has it already.
        ((IEndpointConventionBuilder)each).Finally(route =>
        {
            if (route.Metadata.OfType<IEndpointNameMetadata>().LastOrDefault() is { } name)
                route.Metadata.Add(new EndpointNameMetadata($"{name.EndpointName}OfTenant"));
        });
        map(each);
    }

    /// <summary>A group of routes: refuses arguments that are no good before a handler sees them.</summary>
    public static RouteGroupBuilder MapControlGroup(this IEndpointRouteBuilder routes, string prefix, string tag)
    {
        var group = routes.MapGroup(prefix);
        group.WithTags(tag).WithGroupName(DocumentServices.ControlPlaneDocument).AddEndpointFilter(ValidateArgumentsAsync)
            .AddOpenApiOperationTransformer(ControlOpenApi.DescribeBodyAsync);
        return group;
    }

    private static ValueTask<object?> ValidateArgumentsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<IValidatedArgument>().Select(argument => argument.Refusal).FirstOrDefault(refusal => refusal is not null) is { } refusal
            ? ValueTask.FromResult<object?>(refusal)
            : next(context);
}
