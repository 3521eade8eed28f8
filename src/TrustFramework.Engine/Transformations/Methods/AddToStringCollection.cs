using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Adds a value to a collection, which is created if it is missing and has each value once. [D] A missing or empty value leaves it as it is. [I]</summary>
internal abstract class AddToStringCollection(string name) : ITransformationMethod
{
    public string Name => name;

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("collection", FindItem(input) is not { Length: > 0 } item
            ? input["collection"]
            : new ClaimValue.CollectionValue([.. (input.FindCollection("collection") ?? []).Append(item).Distinct(StringComparer.Ordinal)]));

    protected abstract string? FindItem(TransformationInput input);
}
