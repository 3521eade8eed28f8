namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// A <c>DataUri</c> that is no page contract is one of those from before there were contracts. That a contract of an unknown
/// page gets this text too is [I].
/// </summary>
internal static class PageElementRule
{
    public static PolicyRule Rule { get; } = new(
        "page-element-known",
        ValidationStage.Definitions,
        "The element specified by id '{0}' cannot be found in the element factory cache. Check that element definition exists in the elements folder.",
        Provenance.Observed,
        "policy-rules 2 #18, 9.4",
        Evaluate)
    {
        InvalidSample = RuleSample.Create(PageSample.CompleteContentDefinition("urn:com:microsoft:aad:b2c:elements:selfasserted:2.0.0")),
        ValidSample = RuleSample.Create(PageSample.CompleteContentDefinition("urn:com:microsoft:aad:b2c:elements:selfasserted:1.1.0")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from definition in context.Merged.ContentDefinitions.Values
        let address = definition.Element("DataUri")
        where address is not null
        let uri = address.Text.Trim()
        where !PageLayoutVersions.IsLegacyElement(uri) && PageLayoutVersions.FindPageContract(uri) is null
        select Finding.Create(
            address,
            $"The element specified by id '{uri}' cannot be found in the element factory cache. "
            + "Check that element definition exists in the elements folder.") with
        {
            Hint = PageLayoutVersions.ToPageContract(uri) is { } contract ? $"Write '{contract}'." : null,
        };
}
