using System.Text.Json.Nodes;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Writes the input claims, then the parameters, in their order. [I] Missing claims are omitted. [I]</summary>
internal sealed class GenerateJson : ITransformationMethod
{
    public string Name => "GenerateJson";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var tree = new JsonTree();
        foreach (var claim in input.Claims)
        {
            if (claim.Value is not null && !tree.TryAdd(claim.Name, ToNode(claim.Value)))
                return InvalidPath(claim.Name);
        }

        foreach (var parameter in input.Parameters)
        {
            if (ClaimValue.Parse(parameter.Value, GetValueType(parameter.DataType)) is not { } value)
                return new TransformationError.Failed($"The parameter '{parameter.Name}' is not a value of its data type.");
            if (!tree.TryAdd(parameter.Name, ToNode(value)))
                return InvalidPath(parameter.Name);
        }

        return tree.ToNode() is { } node ? TransformationOutput.Of("outputClaim", JsonText.Write(node)) : new TransformationError.Failed("The indexes of an array are not 0 to n.");
    }

    /// <summary>Numbers and Booleans are written as such; all other types as strings.</summary>
    private static string? GetValueType(string dataType) => dataType is "int" or "long" or "boolean" ? dataType : null;

    private static JsonNode ToNode(ClaimValue value) => value switch
    {
        ClaimValue.BooleanValue boolean => JsonValue.Create(boolean.Value),
        ClaimValue.NumberValue number => JsonValue.Create(number.Value),
        ClaimValue.CollectionValue collection => new JsonArray([.. collection.Values.Select(item => (JsonNode)JsonValue.Create(item))]),
        _ => JsonValue.Create(value.ToText()),
    };

    private static TransformationError.Failed InvalidPath(string path) => new TransformationError.Failed($"The path '{path}' is too deep or conflicts with another path.");
}
