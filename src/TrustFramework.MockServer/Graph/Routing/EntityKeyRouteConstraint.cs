namespace TrustFramework.MockServer.Graph.Routing;

/// <summary>Route constraint <c>key</c>: a segment that begins with a dollar sign is OData's own (<c>$count</c>), never somebody's key.</summary>
internal sealed class EntityKeyRouteConstraint : IRouteConstraint
{
    public const string Name = "key";

    /// <summary>What may stand where the API expects a key.</summary>
    public static bool IsKey(string segment) => !segment.StartsWith('$');

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string segment && IsKey(segment);
}
