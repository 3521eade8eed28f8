namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Metadata of the uploaded file contains each key only once. The schema has a key for it that never applies: policy-rules 6.6.
/// Keys that differ in case are accepted [I]. The text of the service is that of .NET and has no position [O, wording I].
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
            .SelectMany(element => element.Elements("Metadata"));
    }

    private static string Sample(string second) =>
        $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />
          <Metadata><Item Key="client_id">one</Item><Item Key="{second}">two</Item></Metadata>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
