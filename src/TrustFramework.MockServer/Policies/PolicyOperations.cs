using TrustFramework.MockServer.Graph;
using TrustFramework.PolicyXml;
using static TrustFramework.MockServer.Graph.Errors.GraphErrorCatalog;
using static TrustFramework.MockServer.Graph.Errors.PolicyErrors;

namespace TrustFramework.MockServer.Policies;

/// <summary>The documentation of each operation on policies.</summary>
internal static class PolicyOperations
{
    private const string RequestXml =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06"
          PolicySchemaVersion="0.3.0.0" TenantId="contoso.onmicrosoft.com" PolicyId="B2C_1A_Hello">
          <!-- the policy's content -->
        </TrustFrameworkPolicy>
        """;

    private const string StoredXml =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06"
          PolicySchemaVersion="0.3.0.0" TenantId="contoso.onmicrosoft.com" PolicyId="B2C_1A_Hello" PublicPolicyUri="http://contoso.onmicrosoft.com/B2C_1A_Hello">
          <!-- the policy's content -->
        </TrustFrameworkPolicy>
        """;

    public static readonly Operation List = new(
        "P1", "List trustFrameworkPolicies", Provenance.Documented, "Sorted by id; the order is [I].")
    {
        Description = "Lists the ids of all custom policies of the tenant.",
        Responses =
        [
            new SampleResponse(200, "The policies.", Sample.Json<CollectionResource<PolicyResource>>(
                """
                {
                  "@odata.context": "http://localhost:8080/beta/$metadata#trustFramework/policies",
                  "value": [ { "id": "B2C_1A_Hello" } ]
                }
                """)),
        ],
    };

    public static readonly Operation Count = new("P8", "Count trustFrameworkPolicies", Provenance.Inferred)
    {
        Description = "Returns the number of custom policies of the tenant.",
        Responses = [new SampleResponse(200, "The number as plain text.", Sample.PlainText("1"))],
    };

    public static readonly Operation Get = new("P6", "Get trustFrameworkPolicy entity", Provenance.Inferred)
    {
        Description = "Returns the policy as an entity, which consists of its id. The XML is at `$value`.",
        Responses =
        [
            new SampleResponse(200, "The policy.", Sample.Json<PolicyResource>(
                """
                {
                  "@odata.context": "http://localhost:8080/beta/$metadata#trustFramework/policies/$entity",
                  "id": "B2C_1A_Hello"
                }
                """)),
        ],
        Refusals = [PolicyNotFound],
    };

    public static readonly Operation GetContent = new("P3", "Get trustFrameworkPolicy content", Provenance.Documented)
    {
        Description = "Returns the policy's XML, byte for byte as stored.",
        Responses = [new SampleResponse(200, "The XML.", Sample.Xml(StoredXml))],
        Refusals = [PolicyNotFound],
    };

    public static readonly Operation Create = new(
        "P2", "Create trustFrameworkPolicy", Provenance.Documented, "If the policy exists, the response is 409 [I].")
    {
        Description = "Stores a new policy under the `PolicyId` in its XML.",
        Request = Sample.Xml(RequestXml),
        Responses = [new SampleResponse(201, "Created. `Location` is its address.", Sample.Xml(StoredXml))],
        Refusals = [PolicyNotXml, PolicyInvalid, TooManyPolicies, PolicyExists],
    };

    public static readonly Operation Put = new(
        "P4", "Update or create trustFrameworkPolicy", Provenance.Documented, "The content type is ignored and the body is read as UTF-8 [O].")
    {
        Description = "Creates or replaces a policy. `PublicPolicyUri` is added when it is missing; all other bytes are stored as sent.",
        Request = Sample.Xml(RequestXml),
        Responses =
        [
            new SampleResponse(200, "Updated.", Sample.Xml(StoredXml)),
            new SampleResponse(201, "Created. `Location` is its address.", Sample.Xml(StoredXml)),
        ],
        Refusals = [PolicyNotXml, PolicyInvalid, TooManyPolicies],
    };

    public static readonly Operation PutEntity = new(
        "P4b", "Put without $value", Provenance.Documented, "Refused with AADB2C99009, as by the service.")
    {
        Description = "Always refused. Send the XML to `$value`.",
        Responses = [],
        Refusals = [ValueRequired],
    };

    public static readonly Operation Delete = new(
        "P5", "Delete trustFrameworkPolicy", Provenance.Documented, "Allowed while other policies inherit from the policy [O, weak].")
    {
        Description = "Deletes a policy.",
        Responses = [new SampleResponse(204, "Deleted.")],
        Refusals = [PolicyNotFound],
    };

    public static readonly Operation DeleteContent = Delete with
    {
        Id = "P5b",
        Name = "Delete trustFrameworkPolicy content",
        Provenance = Provenance.Observed,
        Note = "Same as P5.",
    };
}
