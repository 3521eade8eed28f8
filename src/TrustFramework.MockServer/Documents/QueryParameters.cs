using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Documents;

/// <summary>The query options of an operation as OpenAPI parameters.</summary>
internal static class QueryParameters
{
    public static IEnumerable<OpenApiParameter> Create(QueryOptionsMetadata query) => query.Subject switch
    {
        QuerySubject.Collection => [Select(query.Type), Filter(query.Type), OrderBy(query.Type), .. Paging(), .. Expand(query.Type)],
        QuerySubject.Count => [Filter(query.Type)],
        _ => [Select(query.Type), .. Expand(query.Type)],
    };

    /// <summary>The errors that invalid query options cause.</summary>
    public static IEnumerable<GraphErrorDefinition> GetErrors(QueryOptionsMetadata query) => query.Subject switch
    {
        QuerySubject.Collection => [.. QueryOptionErrors.SelectionErrors, .. QueryOptionErrors.FilterErrors, .. QueryOptionErrors.PagingErrors],
        QuerySubject.Count => QueryOptionErrors.FilterErrors,
        _ => QueryOptionErrors.SelectionErrors,
    };

    private static OpenApiParameter Select(StructuredType type) =>
        Parameter("$select", $"Properties to return, separated by commas: {FormatNames(type.Properties)}.", new OpenApiSchema { Type = JsonSchemaType.String });

    private static OpenApiParameter Filter(StructuredType type) => Parameter(
        "$filter",
        "Condition that the entities must meet. Operators: `eq`, `ne`, `gt`, `ge`, `lt`, `le`, `in (…)`, `startswith`, `endswith`, `contains`, `and`, `or`, `not`, "
        + $"letter case ignored. Properties: {FormatNames(type.Properties.Where(property => property.IsScalar))}.",
        new OpenApiSchema { Type = JsonSchemaType.String });

    private static OpenApiParameter OrderBy(StructuredType type) => Parameter(
        "$orderby",
        $"Properties to sort by, separated by commas, with `asc` or `desc`: {FormatNames(type.Properties.Where(property => property.IsScalar))}. The default is `{type.Key}`.",
        new OpenApiSchema { Type = JsonSchemaType.String });

    private static IEnumerable<OpenApiParameter> Paging() =>
    [
        Parameter(
            "$top",
            "The page size. If there are more entities, `@odata.nextLink` is the address of the next page.",
            new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = FormatNumber(CollectionQuery.MaxTop) }),
        Parameter("$skip", "The number of entities to skip.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" }),
        Parameter("$count", "Whether to return the number of entities on all pages in `@odata.count`.", new OpenApiSchema { Type = JsonSchemaType.Boolean }),
    ];

    private static IEnumerable<OpenApiParameter> Expand(StructuredType type) => type.NavigationProperties.Count == 0 ? [] :
    [
        Parameter("$expand", "Navigation properties to include in the response, separated by commas.", new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. type.NavigationProperties.Select(navigation => JsonValue.Create(navigation.Name))],
        }),
    ];

    private static OpenApiParameter Parameter(string name, string description, IOpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };

    private static string FormatNames(IEnumerable<EdmProperty> properties) => string.Join(", ", properties.Select(property => $"`{property.Name}`"));

    private static string FormatNumber(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
