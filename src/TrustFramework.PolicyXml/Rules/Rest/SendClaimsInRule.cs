namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>SendClaimsIn has a known value, as in all accepted policies (policy-rules 4 [V]). The text is catalog error 90029.</summary>
internal static class SendClaimsInRule
{
    private const string Key = "SendClaimsIn";

    private static readonly string[] AllowedValues = ["Body", "Form", "Header", "Url", "QueryString"];

    public static PolicyRule Rule { get; } = new(
        "rest-send-claims-in",
        ValidationStage.Journeys,
        "Profile '{0}' contains the unsupported SendClaimsIn type '{1}'. Expected one of '{2}', '{3}' or '{4}'.",
        Provenance.Inferred,
        "policy-rules 4; 3 90029",
        context => RestValueChecks.FindUnsupported(context, Key, "SendClaimsIn type", AllowedValues))
    {
        InvalidSample = Sample("Cookie"),
        ValidSample = Sample("QueryString"),
    };

    private static RuleSample Sample(string value) => RestProfiles.UnauthenticatedSample($"""<Item Key="{Key}">{value}</Item>""");
}
