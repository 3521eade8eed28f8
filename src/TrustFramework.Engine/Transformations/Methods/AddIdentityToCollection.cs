using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Adds an external identity to a collection, unless it is there. A missing identity leaves the collection as it is. [I]</summary>
internal abstract class AddIdentityToCollection(string name) : ITransformationMethod
{
    public string Name => name;

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.FindText("item") is not { Length: > 0 } item
            ? TransformationOutput.Of("collection", input["collection"])
            : ExternalIdentity.Parse("item", item).Then(added => ExternalIdentity.ReadAll(input, "collection").Map(existing => TransformationOutput.Of(
                "collection",
                new ClaimValue.CollectionValue(existing.Any(found => found.Identity.IsFrom(added.Issuer) && found.Identity.UserId == added.UserId)
                    ? [.. existing.Select(found => found.Json)]
                    : [.. existing.Select(found => found.Json), item]))));
}
