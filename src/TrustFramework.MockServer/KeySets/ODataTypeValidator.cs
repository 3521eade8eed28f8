using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.KeySets;

/// <summary>
/// The service refused a body with <c>@odata.type</c> written without its hash (graph-surface 3 [O]); a right one, as Kiota
/// clients send it, passes. The switch <c>Compat:ODataTypeInKeySet</c> lets any pass.
/// </summary>
internal sealed class ODataTypeValidator(CompatOptions compat)
{
    public GraphError? Validate(KeySetRequest request) =>
        compat.ODataTypeInKeySet == ODataTypeHandling.Ignore
            || (IsExpected(request.ODataType, "#microsoft.graph.trustFrameworkKeySet")
                && (request.Keys ?? []).All(key => IsExpected(key?.ODataType, "#microsoft.graph.trustFrameworkKey")))
            ? null
            : GraphErrorCatalog.FieldInvalid.CreateError("keySet");

    public GraphError? Validate(KeyPatchRequest request) =>
        compat.ODataTypeInKeySet == ODataTypeHandling.Ignore || IsExpected(request.ODataType, "#microsoft.graph.trustFrameworkKey_v2")
            ? null
            : GraphErrorCatalog.FieldInvalid.CreateError("key");

    private static bool IsExpected(string? type, string expected) => type is null || type == expected;
}
