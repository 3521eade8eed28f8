namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// Boolean metadata is true or false. The text is catalog error 90030. <see cref="InsecureAuthenticationRule"/> checks
/// AllowInsecureAuthInProduction.
/// </summary>
internal static class RestBooleanRule
{
    private static readonly string[] Keys = ["IncludeClaimResolvingInClaimsHandling", "ResolveJsonPathsInJsonTokens", "DebugMode"];

    public static PolicyRule Rule { get; } = new(
        "rest-boolean",
        ValidationStage.Journeys,
        MetadataChecks.InvalidBooleanTemplate,
        Provenance.Inferred,
        "policy-rules 3 90030",
        context => RestProfiles.GetReachable(context).SelectMany(profile => MetadataChecks.FindInvalidBooleans(profile, Keys)))
    {
        InvalidSample = Sample("yes"),
        ValidSample = Sample("TRUE"),
    };

    private static RuleSample Sample(string value) => RestProfiles.UnauthenticatedSample($"""<Item Key="ResolveJsonPathsInJsonTokens">{value}</Item>""");
}
