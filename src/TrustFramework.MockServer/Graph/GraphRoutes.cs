using System.Text;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Representation;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph;

/// <summary>What Graph's route tables say of a route.</summary>
internal static class GraphRoutes
{
    /// <summary>Beta alone carries the policies and their keys: graph-surface 1 [C].</summary>
    public const string BetaPrefix = "/beta";

    /// <summary>The released version, for what both have.</summary>
    public const string V1Prefix = "/v1.0";

    public static RouteHandlerBuilder WithOperation(this RouteHandlerBuilder route, Operation operation) =>
        route.WithMetadata(operation).WithName(ToOperationId(operation.Name));

    /// <summary>The operation's name as the name of a method: <c>listTrustFrameworkPolicies</c>.</summary>
    private static string ToOperationId(string name)
    {
        var id = new StringBuilder(name.Length);
        var begins = false;
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter))
                id.Append(id.Length == 0 ? char.ToLowerInvariant(letter) : begins ? char.ToUpperInvariant(letter) : letter);
            begins = !char.IsLetterOrDigit(letter);
        }

        return id.ToString();
    }

    public static TBuilder RequirePermission<TBuilder>(this TBuilder route, params string[] permissions)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new PermissionRequirement(permissions));

    /// <param name="field">What the service calls the JSON body when it cannot bind it.</param>
    public static RouteHandlerBuilder AcceptsJson(this RouteHandlerBuilder route, string field) => route.WithMetadata(new RequestBodyMetadata { FieldName = field });

    /// <summary>Answers with a collection of entities of a type, which can be queried.</summary>
    public static RouteHandlerBuilder ProducesCollection(this RouteHandlerBuilder route, StructuredType type) =>
        route.WithMetadata(new QueryOptionsMetadata(type, QuerySubject.Collection));

    /// <summary>Answers with the number of entities of a type, or of those that a filter admits.</summary>
    public static RouteHandlerBuilder ProducesCount(this RouteHandlerBuilder route, StructuredType type) =>
        route.WithMetadata(new QueryOptionsMetadata(type, QuerySubject.Count));

    /// <summary>Answers with one entity of a type.</summary>
    public static RouteHandlerBuilder ProducesEntity(this RouteHandlerBuilder route, StructuredType type) =>
        route.WithMetadata(new QueryOptionsMetadata(type, QuerySubject.Entity));

    /// <summary>Answers with a value or an entity of a type.</summary>
    public static RouteHandlerBuilder ProducesValue(this RouteHandlerBuilder route, StructuredType type) => route.WithMetadata(new ReturnTypeMetadata(type));

    /// <summary>A route that the service has and we do not: recognised, authorised, and refused by name (house 3.8).</summary>
    public static RouteHandlerBuilder MapNotEmulated(
        this IEndpointRouteBuilder routes, (string Method, string Pattern) route, string id, string name) =>
        routes.MapMethods(route.Pattern, [route.Method], RefuseNotEmulated)
            .WithOperation(new Operation(id, name, Provenance.Documented)
            {
                Description = "Known, and refused by name: not emulated yet.",
                Responses = [],
                Refusals = [GraphErrorCatalog.NotEmulated],
            });

    private static IResult RefuseNotEmulated(HttpContext context) =>
        GraphResults.Error(GraphErrorCatalog.NotEmulated.CreateError(context.GetEndpoint()!.Metadata.GetRequiredMetadata<Operation>().Name));
}
