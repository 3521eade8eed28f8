using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Documents;

/// <summary>The query options of an operation, as parameters of its document.</summary>
internal static class QueryParameters
{
    public static IEnumerable<OpenApiParameter> Create(QueryOptionsMetadata rule) => rule.Subject switch
    {
        QuerySubject.Collection => [Select(rule.Type), Filter(rule.Type), OrderBy(rule.Type), .. Paging(), .. Expand(rule.Type)],
        QuerySubject.Count => [Filter(rule.Type)],
        _ => [Select(rule.Type), .. Expand(rule.Type)],
    };

    /// <summary>What can be wrong with them.</summary>
    public static IEnumerable<GraphErrorDefinition> GetErrors(QueryOptionsMetadata rule) => rule.Subject switch
    {
        QuerySubject.Collection => [.. QueryOptionErrors.SelectionErrors, .. QueryOptionErrors.FilterErrors, .. QueryOptionErrors.PagingErrors],
        QuerySubject.Count => QueryOptionErrors.FilterErrors,
        _ => QueryOptionErrors.SelectionErrors,
    };

    private static OpenApiParameter Select(StructuredType type) =>
        Parameter("$select", $"Properties to show, by commas: {FormatNames(type.Properties)}.", new OpenApiSchema { Type = JsonSchemaType.String });

    private static OpenApiParameter Filter(StructuredType type) => Parameter(
        "$filter",
        "Which entities to list: `eq`, `ne`, `gt`, `ge`, `lt`, `le`, `in (…)`, `startswith`, `endswith`, `contains`, `and`, `or`, `not`, in any letter "
        + $"case, on {FormatNames(type.Properties.Where(property => property.IsScalar))}.",
        new OpenApiSchema { Type = JsonSchemaType.String });

    private static OpenApiParameter OrderBy(StructuredType type) => Parameter(
        "$orderby",
        $"Properties to sort by, by commas, with `asc` or `desc`: {FormatNames(type.Properties.Where(property => property.IsScalar))}. Else by `{type.Key}`.",
        new OpenApiSchema { Type = JsonSchemaType.String });

    private static IEnumerable<OpenApiParameter> Paging() =>
    [
        Parameter(
            "$top",
            "Entities of a page. Where there are more, `@odata.nextLink` leads to them.",
            new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = FormatNumber(CollectionQuery.MaxTop) }),
        Parameter("$skip", "Entities to leave out at the beginning.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" }),
        Parameter("$count", "Whether to tell in `@odata.count` how many there are on all pages.", new OpenApiSchema { Type = JsonSchemaType.Boolean }),
    ];

    private static IEnumerable<OpenApiParameter> Expand(StructuredType type) => type.NavigationProperties.Count == 0 ? [] :
    [
        Parameter("$expand", "Navigation properties to show inside the answer, by commas.", new OpenApiSchema
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
