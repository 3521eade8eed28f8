using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TrustFramework.MockServer.Documents;

/// <summary>Describes integers in the OpenAPI document. The framework derives no type from a converter such as <see cref="Graph.IntegralNumberConverter{T}"/>.</summary>
internal sealed class IntegerSchemaTransformer : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type) is var number && (number == typeof(int) || number == typeof(long)))
        {
            schema.Type = JsonSchemaType.Integer | JsonSchemaType.String;
            if (number != type)
                schema.Type |= JsonSchemaType.Null;
            schema.Pattern = @"^-?(?:0|[1-9]\d*)$";
        }

        return Task.CompletedTask;
    }
}
