namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class AddParameterToStringCollection() : AddToStringCollection("AddParameterToStringCollection")
{
    protected override string? FindItem(TransformationInput input) => input.FindParameter("item");
}
