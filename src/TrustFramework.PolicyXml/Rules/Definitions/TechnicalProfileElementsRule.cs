namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every technical profile has a display name and a protocol: its own, inherited or included, whether or not it is used, in base policies
/// too. All 12,887 profiles of accepted chains have both. The most common cause of this error is a file that extends a profile of another
/// starter pack. The text about the protocol is unknown; this one follows that about the display name. [I]
/// </summary>
internal static class TechnicalProfileElementsRule
{
    public static PolicyRule DisplayNameRule { get; } = Create(
        "technical-profile-display-name", "DisplayName", Provenance.Observed, "azure-docs #54775, #58109, #83388", """<Protocol Name="None" />""");

    public static PolicyRule ProtocolRule { get; } = Create(
        "technical-profile-protocol", "Protocol", Provenance.Inferred, "azure-docs #83388", "<DisplayName>Any</DisplayName>");

    private static PolicyRule Create(string name, string element, Provenance provenance, string source, string otherElement) =>
        new(name, ValidationStage.Definitions, FormatMessage(element, "{0}"), provenance, source, context => Evaluate(context, element))
        {
            InvalidSample = RuleSample.Create(Sample(otherElement)),
            ValidSample = RuleSample.Create(Sample("""<DisplayName>Any</DisplayName><Protocol Name="None" />"""), Sample("<Metadata><Item Key=\"any\">value</Item></Metadata>")),
        };

    private static IEnumerable<Finding> Evaluate(ValidationContext context, string element) =>
        from node in context.Merged.GetNewOrChanged(policy => policy.TechnicalProfiles)
        let profile = context.Merged.FindTechnicalProfile(node["Id"])
        where profile?.Node.Element(element) is null
        select Finding.Create(node, FormatMessage(element, node["Id"] ?? "")) with
        {
            Hint = $"If '{node["Id"]}' extends a profile of a base policy, check that the base policies belong to the same starter pack.",
        };

    private static string FormatMessage(string element, string id) => $"The required \"{element}\" element is missing from TechnicalProfile with id \"{id}\"";

    private static string Sample(string content) =>
        $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>Any</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="Any">{content}</TechnicalProfile>
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
