namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>The authentication type exists, as in all accepted policies (policy-rules 4 [V]). The text is catalog error 90024.</summary>
internal static class AuthenticationTypeRule
{
    private static readonly string[] Types = ["None", "Basic", "ClientCertificate", "Bearer", "ApiKeyHeader"];

    public static PolicyRule Rule { get; } = new(
        "rest-authentication-type",
        ValidationStage.Journeys,
        "Profile '{0}' contains the unsupported authentication type '{1}'. Expected one of '{2}', '{3}' or '{4}'.",
        Provenance.Inferred,
        "policy-rules 4; 3 90024",
        context => RestValueChecks.FindUnsupported(context, RestProfiles.AuthenticationTypeKey, "authentication type", Types))
    {
        InvalidSample = RestProfiles.Sample("OAuth"),
        ValidSample = RestProfiles.Sample("apikeyheader", otherElements: RestProfiles.CryptographicKeys("x-functions-key")),
    };
}
