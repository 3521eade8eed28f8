using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.KeySets;

/// <summary>
/// The service refuses a body whose <c>@odata.type</c> lacks the <c>#</c> (graph-surface 3 [O]). It accepts the correct value, which Kiota clients
/// send. With the setting <c>Compat:ODataTypeInKeySet</c> every value is accepted.
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
