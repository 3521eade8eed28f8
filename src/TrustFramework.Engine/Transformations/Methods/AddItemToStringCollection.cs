namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class AddItemToStringCollection() : AddToStringCollection("AddItemToStringCollection")
{
    protected override string? FindItem(TransformationInput input) => input.FindText("item");
}
