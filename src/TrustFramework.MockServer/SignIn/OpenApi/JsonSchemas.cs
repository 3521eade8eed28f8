using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;

namespace TrustFramework.MockServer.SignIn.OpenApi;

/// <summary>
/// Schemas of the JSON of the endpoints of policies. The framework generates schemas with the naming policy of the server's JSON options, which is not the one
/// of these endpoints.
/// </summary>
internal static class JsonSchemas
{
    public static OpenApiSchema Create(JsonTypeInfo type) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = type.Properties.ToDictionary(property => property.Name, IOpenApiSchema (property) => CreateSchema(property.PropertyType, type.Options), StringComparer.Ordinal),
        Required = type.Properties.Where(property => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false }).Select(property => property.Name).ToHashSet(StringComparer.Ordinal),
    };

    private static OpenApiSchema CreateSchema(Type type, JsonSerializerOptions options) => 0 switch
    {
        _ when type == typeof(string) => new OpenApiSchema { Type = JsonSchemaType.String },
        _ when type == typeof(long?) => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
        // A number or a string, as the policy says: SendTokenResponseBodyWithJsonNumbers.
        _ when type == typeof(JsonNode) => new OpenApiSchema { Type = JsonSchemaType.Integer | JsonSchemaType.String },
        _ when options.GetTypeInfo(type) is { ElementType: { } element } => new OpenApiSchema { Type = JsonSchemaType.Array, Items = CreateSchema(element, options) },
        _ => Create(options.GetTypeInfo(type)),
    };
}
