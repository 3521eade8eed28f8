namespace TrustFramework.MockServer.Graph.Routing;

/// <summary>Route constraint <c>key</c>: a segment that starts with a dollar sign, such as <c>$count</c>, is not a key.</summary>
internal sealed class EntityKeyRouteConstraint : IRouteConstraint
{
    public const string Name = "key";

    public static bool IsKey(string segment) => !segment.StartsWith('$');

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string segment && IsKey(segment);
}
