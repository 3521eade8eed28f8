using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph;

/// <summary>Extension methods that Graph's route tables use to describe a route.</summary>
internal static class GraphRoutes
{
    /// <summary>Only beta has policies and key sets: graph-surface 1 [C].</summary>
    public const string BetaPrefix = "/beta";

    /// <summary>The released version, for operations that both versions have.</summary>
    public const string V1Prefix = "/v1.0";

    public static RouteHandlerBuilder WithOperation(this RouteHandlerBuilder route, Operation operation) =>
        route.WithMetadata(operation).WithName(ToOperationId(operation.Name));

    /// <summary>The operation's name in camel case: <c>listTrustFrameworkPolicies</c>.</summary>
    private static string ToOperationId(string name)
    {
        var words = string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, index) => (index == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0])) + word[1..]));
    }

    public static TBuilder RequirePermission<TBuilder>(this TBuilder route, params string[] permissions)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new PermissionRequirement(permissions));

    /// <summary>The same for users and applications, which the directory refuses with another error.</summary>
    public static TBuilder RequireDirectoryPermission<TBuilder>(this TBuilder route, params string[] permissions)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new PermissionRequirement(permissions) { IsDirectory = true });

    /// <summary>The body of a request to the directory, which names no field in its error.</summary>
    public static RouteHandlerBuilder AcceptsDirectoryJson(this RouteHandlerBuilder route) =>
        route.WithMetadata(new RequestBodyMetadata { InvalidShapeError = DirectoryErrors.PropertiesInvalid.CreateError() });

    /// <param name="field">The name that the service gives the JSON body in its error message.</param>
    public static RouteHandlerBuilder AcceptsJson(this RouteHandlerBuilder route, string field) => route.WithMetadata(new RequestBodyMetadata { FieldName = field });

    /// <summary>Returns a collection of entities; supports query options.</summary>
    public static RouteHandlerBuilder ProducesCollection(this RouteHandlerBuilder route, StructuredType type) =>
        route.WithMetadata(new QueryOptionsMetadata(type, QuerySubject.Collection));

    /// <summary>Returns the number of entities, or of those that match a filter.</summary>
    public static RouteHandlerBuilder ProducesCount(this RouteHandlerBuilder route, StructuredType type) =>
        route.WithMetadata(new QueryOptionsMetadata(type, QuerySubject.Count));

    /// <summary>Returns one entity; supports <c>$select</c> and <c>$expand</c>.</summary>
    public static RouteHandlerBuilder ProducesEntity(this RouteHandlerBuilder route, StructuredType type) =>
        route.WithMetadata(new QueryOptionsMetadata(type, QuerySubject.Entity));

    /// <summary>Returns a value or an entity, without query options.</summary>
    public static RouteHandlerBuilder ProducesValue(this RouteHandlerBuilder route, StructuredType type) => route.WithMetadata(new ReturnTypeMetadata(type));

    /// <summary>Maps an operation that the service has and the server does not emulate. An authorized request gets an error that names it.</summary>
    public static RouteHandlerBuilder MapNotEmulated(
        this IEndpointRouteBuilder routes, (string Method, string Pattern) route, string id, string name) =>
        routes.MapMethods(route.Pattern, [route.Method], RefuseNotEmulated)
            .WithOperation(new Operation(id, name, Provenance.Documented)
            {
                Description = "Not emulated yet. The error names the operation.",
                Responses = [],
                Refusals = [GraphErrorCatalog.NotEmulated],
            });

    private static IResult RefuseNotEmulated(HttpContext context) =>
        GraphResults.Error(GraphErrorCatalog.NotEmulated.CreateError(context.GetEndpoint()!.Metadata.GetRequiredMetadata<Operation>().Name));
}
