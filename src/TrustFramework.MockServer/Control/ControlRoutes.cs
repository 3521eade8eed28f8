using TrustFramework.MockServer.Documents;

namespace TrustFramework.MockServer.Control;

/// <summary>The words in which the control plane's routes are written.</summary>
internal static class ControlRoutes
{
    public const string Root = "/_mock";

    /// <summary>Maps what works for everyone and for each tenant: under <c>/_mock</c>, and under <c>/_mock/tenants/{tenant}</c>.</summary>
    /// <param name="map">Handlers say by a <see cref="Scope"/> parameter whom they are about.</param>
    public static void MapForEveryoneAndEach(this IEndpointRouteBuilder routes, string tag, Action<RouteGroupBuilder> map)
    {
        map(routes.MapControl(Root, tag));
        var each = routes.MapControl($"{Root}/tenants/{{tenant}}", tag);
        // An operation's name must be its own; the other one has it already.
        ((IEndpointConventionBuilder)each).Finally(route =>
        {
            if (route.Metadata.OfType<IEndpointNameMetadata>().LastOrDefault() is { } name)
                route.Metadata.Add(new EndpointNameMetadata($"{name.EndpointName}OfTenant"));
        });
        map(each);
    }

    /// <summary>A group of routes: refuses arguments that are no good before a handler sees them.</summary>
    public static RouteGroupBuilder MapControl(this IEndpointRouteBuilder routes, string prefix, string tag)
    {
        var group = routes.MapGroup(prefix);
        group.WithTags(tag).WithGroupName(DocumentServices.MockPlane).AddEndpointFilter(RefuseAsync)
            .AddOpenApiOperationTransformer(ControlDocuments.DescribeBodyAsync);
        return group;
    }

    private static ValueTask<object?> RefuseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<IArgument>().Select(argument => argument.Refusal).FirstOrDefault(refusal => refusal is not null) is { } refusal
            ? ValueTask.FromResult<object?>(refusal)
            : next(context);
}
