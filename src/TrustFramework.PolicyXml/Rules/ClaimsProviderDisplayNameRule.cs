namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// Every claims provider of the file has a display name, although the schema makes it optional. Claims providers have no id and are not
/// merged, so a base policy cannot supply it.
/// </summary>
internal static class ClaimsProviderDisplayNameRule
{
    public static PolicyRule Rule { get; } = new(
        "claims-provider-display-name",
        ValidationStage.Schema,
        "The element node \"ClaimsProvider\" at line {0} is missing the required element \"DisplayName\".",
        Provenance.Observed,
        "azure-docs #46916",
        Evaluate);

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from provider in context.Document.Root?.Elements("ClaimsProviders", "ClaimsProvider") ?? []
        where provider.Element("DisplayName") is null
        select Finding.Create(provider, $"The element node \"ClaimsProvider\" at line {provider.Location.Line} is missing the required element \"DisplayName\".");
}
