using static TrustFramework.MockServer.Graph.Errors.ErrorLayer;
using static TrustFramework.PolicyXml.Provenance;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Errors of policies: policy-rules 1 and 2.</summary>
internal static class PolicyErrors
{
    private const string SampleTenantId = GraphErrorCatalog.SampleTenantId;
    private const string SampleValidationMessage =
        "Validation failed: 1 validation error(s) found in policy \"B2C_1A_HELLO\" of tenant \"contoso.onmicrosoft.com\"."
        + "Policy with 'policyId': B2C_1A_BASE cannot be found in the directory '" + SampleTenantId + "'."
        + "Policy with 'policyId': B2C_1A_BASE cannot be found in the directory '" + SampleTenantId + "'.";

    public static readonly GraphErrorDefinition PolicyNotXml = new(
        nameof(PolicyNotXml), 400, Inferred, "AADB2C", PolicyXml.PolicyValidator.NotXmlMessageTemplate, Observed, "clients E-xml", Backend,
        "Data at the root level is invalid. Line 1, position 1.");

    public static readonly GraphErrorDefinition PolicyInvalid = new(
        nameof(PolicyInvalid), 400, Observed, "AADB2C", "{0}", Observed, "policy-rules 1.2", Backend,
        SampleValidationMessage);

    public static readonly GraphErrorDefinition PolicyNotFound = new(
        nameof(PolicyNotFound), 404, Observed, "AADB2C90073",
        "Policy with 'policyId': {0} cannot be found in the directory '{1}'.", Inferred, "clients E-404d", Backend,
        "B2C_1A_HELLO", SampleTenantId);

    public static readonly GraphErrorDefinition PolicyExists = new(
        nameof(PolicyExists), 409, Inferred, "AADB2C",
        "Policy with 'policyId': {0} already exists in the directory '{1}'.", Inferred, "by analogy with clients E-404d", Backend,
        "B2C_1A_HELLO", SampleTenantId);

    public static readonly GraphErrorDefinition TooManyPolicies = new(
        nameof(TooManyPolicies), 400, Inferred, "AADB2C",
        "The directory '{1}' has reached the limit of {0} policies.", Inferred, "graph-surface 9", Backend,
        200, SampleTenantId);

    public static IReadOnlyList<GraphErrorDefinition> All { get; } =
    [
        PolicyNotXml, PolicyInvalid, PolicyNotFound, PolicyExists, TooManyPolicies,
    ];
}
