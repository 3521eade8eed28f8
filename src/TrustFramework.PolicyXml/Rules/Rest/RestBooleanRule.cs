namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// Metadata that switches something is true or false; the text is the catalogue's 90030. Of AllowInsecureAuthInProduction
/// <see cref="InsecureAuthenticationRule"/> says enough.
/// </summary>
internal static class RestBooleanRule
{
    private static readonly string[] Keys = ["IncludeClaimResolvingInClaimsHandling", "ResolveJsonPathsInJsonTokens", "DebugMode"];

    public static PolicyRule Rule { get; } = new(
        "rest-boolean",
        Stage.Journeys,
        MetadataText.BooleanTemplate,
        Provenance.Inferred,
        "policy-rules 3 90030",
        policy => RestProfiles.Reached(policy).SelectMany(profile => MetadataText.NotBoolean(profile, Keys)))
    {
        Bad = Resolving("yes"),
        Good = Resolving("TRUE"),
    };

    private static RuleSample Resolving(string value) => RestProfiles.Open($"""<Item Key="ResolveJsonPathsInJsonTokens">{value}</Item>""");
}
