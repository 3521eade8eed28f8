using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>A claim resolver is a documented one. The service accepts any text (policy-rules 5 [O]) and leaves an unknown resolver as it is [I].</summary>
internal static class ClaimResolverRule
{
    public static PolicyRule Rule { get; } = new(
        "claim-resolver-known", ValidationStage.Definitions, FormatMessage("{0}"), Provenance.Inferred, "policy-rules 5, runtime 6.7", Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = RuleSample.Create(Sample("{Context:CorelationId}")),
        ValidSample = RuleSample.Create(Sample("{Context:CorrelationId}")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from node in context.Document.Root?.DescendantsAndSelf() ?? []
        from value in GetValues(node)
        from resolver in ClaimResolver.FindAll(value)
        where resolver.IsMisspelled
        select Finding.Create(node, FormatMessage(resolver.ToString())) with
        {
            Hint = resolver.DescribeNames() is { } names ? $"The claim resolvers of {resolver.Category} are {names}." : null,
        };

    private static string FormatMessage(string resolver) => $"The claim resolver '{resolver}' is not documented. Its text is used as it is.";

    private static IEnumerable<string> GetValues(PolicyNode node) => node.Name is "Item" or "Parameter"
        ? [node.Text]
        : new[] { node["DefaultValue"], node["PartnerClaimType"] }.OfType<string>();

    private static string Sample(string resolver) =>
        $"""
        <BuildingBlocks><ClaimsSchema><ClaimType Id="correlation"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />
          <OutputClaims><OutputClaim ClaimTypeReferenceId="correlation" DefaultValue="{resolver}" AlwaysUseDefaultValue="true" /></OutputClaims>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
