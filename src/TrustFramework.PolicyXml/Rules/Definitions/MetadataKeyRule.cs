namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// No metadata of the uploaded file has a key twice. The schema means to forbid it, but its key never fires: policy-rules 6.6. Keys
/// that differ in case pass [I]. The service's text is .NET's own, which does not name the place [O, wording I].
/// </summary>
internal static class MetadataKeyRule
{
    public static PolicyRule Rule { get; } = new(
        "metadata-key-unique", Stage.Definitions, DuplicateText.Message, Provenance.Inferred, "policy-rules 2 #22", Look)
    {
        Bad = RuleSample.Of(Sample("client_id")),
        Good = RuleSample.Of(Sample("scope")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy) => policy.Policy.Root is { } root
        ? Metadata(root).SelectMany(metadata => DuplicateText.Find(metadata.Each("Item"), "Key", StringComparer.Ordinal))
        : [];

    private static IEnumerable<PolicyNode> Metadata(PolicyNode root)
    {
        var profiles = root.Each("ClaimsProviders", "ClaimsProvider").SelectMany(provider => provider.Each("TechnicalProfiles", "TechnicalProfile"));
        return (root.Child("BuildingBlocks")?.Each("ContentDefinitions", "ContentDefinition") ?? [])
            .Concat(profiles)
            .Concat(root.Each("RelyingParty", "TechnicalProfile"))
            .SelectMany(holder => holder.Each("Metadata"));
    }

    private static string Sample(string second) =>
        $"""
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles><TechnicalProfile Id="Any"><Protocol Name="None" />
          <Metadata><Item Key="client_id">one</Item><Item Key="{second}">two</Item></Metadata>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
