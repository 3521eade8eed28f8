namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// A <c>DataUri</c> that is not a page contract is a legacy page element. That contracts of unknown pages get this text too is
/// [I].
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
        let dataUri = definition.Element("DataUri")
        where dataUri is not null
        let uri = dataUri.Text.Trim()
        where !PageLayoutVersions.IsLegacyElement(uri) && PageLayoutVersions.FindPageContract(uri) is null
        select Finding.Create(
            dataUri,
            $"The element specified by id '{uri}' cannot be found in the element factory cache. "
            + "Check that element definition exists in the elements folder.") with
        {
            Hint = PageLayoutVersions.ToPageContract(uri) is { } contract ? $"Use '{contract}'." : null,
        };
}
