using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>A kind that shares a member of the rule with other kinds. The value of <c>kind</c> in that member selects it.</summary>
/// <param name="member">The member of the rule.</param>
/// <param name="name">The value of <c>kind</c>.</param>
internal abstract class NamedFaultKind(string member, string name) : FaultKind
{
    public string Member => member;

    public string Name => name;

    public override bool IsTerminal => true;
}

/// <summary>Reads and writes a kind by its name.</summary>
internal sealed class FaultKindConverter<T> : JsonConverter<T>
    where T : NamedFaultKind
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return FaultKinds.All.OfType<T>().FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new JsonException(FaultKinds.DescribeNames<T>());
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}

/// <summary>Lists the names in the OpenAPI document. A converter alone produces a schema that allows any value.</summary>
internal sealed class FaultKindSchemaTransformer : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type.IsAssignableTo(typeof(NamedFaultKind)))
        {
            var kinds = FaultKinds.All.OfType<NamedFaultKind>().Where(context.JsonTypeInfo.Type.IsInstanceOfType);
            schema.Enum = [.. kinds.Select(kind => JsonValue.Create(kind.Name)), null!];
        }

        return Task.CompletedTask;
    }
}
