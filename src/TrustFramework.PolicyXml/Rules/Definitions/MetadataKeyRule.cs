namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// No metadata of the uploaded file has a key twice. The schema means to forbid it, but its key never fires: policy-rules 6.6. Keys
/// that differ in case pass [I]. The service's text is .NET's own, which does not name the place [O, wording I].
/// </summary>
internal static class MetadataKeyRule
{
    public static PolicyRule Rule { get; } = new(
        "metadata-key-unique", ValidationStage.Definitions, DuplicateKeyCheck.Message, Provenance.Inferred, "policy-rules 2 #22", Evaluate)
    {
        InvalidSample = RuleSample.Create(Sample("client_id")),
        ValidSample = RuleSample.Create(Sample("scope")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => context.Document.Root is { } root
        ? GetMetadataElements(root).SelectMany(metadata => DuplicateKeyCheck.Find(metadata.Elements("Item"), "Key", StringComparer.Ordinal))
        : [];

    private static IEnumerable<PolicyNode> GetMetadataElements(PolicyNode root)
    {
        var profiles = root.Elements("ClaimsProviders", "ClaimsProvider").SelectMany(provider => provider.Elements("TechnicalProfiles", "TechnicalProfile"));
        return (root.Element("BuildingBlocks")?.Elements("ContentDefinitions", "ContentDefinition") ?? [])
            .Concat(profiles)
            .Concat(root.Elements("RelyingParty", "TechnicalProfile"))
            .SelectMany(holder => holder.Elements("Metadata"));
    }

    private static string Sample(string second) =>
        $"""
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles><TechnicalProfile Id="Any"><Protocol Name="None" />
          <Metadata><Item Key="client_id">one</Item><Item Key="{second}">two</Item></Metadata>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
