using System.Collections.Frozen;
using System.Collections.Immutable;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// The metadata that a reached profile of each kind has in every accepted policy. That the key is there is enough: an empty item
/// passes, since the template speaks of a missing key only. [I]
/// </summary>
internal static class RequiredMetadataRule
{
    public const string MessageTemplate = "Profile '{0}' does not contain the required metadata key '{1}'.";

    private static readonly FrozenDictionary<string, ImmutableArray<string>> KeysByHandler = new Dictionary<string, ImmutableArray<string>>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["PhoneFactorProtocolProvider"] = ["ContentDefinitionReferenceId"],
        ["OneTimePasswordProtocolProvider"] = ["Operation"],
        ["AadSsprProtocolProvider"] = ["Operation"],
        ["AzureMfaProtocolProvider"] = ["Operation"],
        ["ConditionalAccessProtocolProvider"] = ["OperationType"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static PolicyRule Rule { get; } = new(
        "provider-metadata", ValidationStage.Journeys, MessageTemplate, Provenance.Inferred, "policy-rules 4, 9.2; CAT 90023", Evaluate)
    {
        InvalidSample = ProviderPolicySample.WithHandler("AadSsprProtocolProvider", """<InputClaims><InputClaim ClaimTypeReferenceId="name" /></InputClaims>"""),
        ValidSample = ProviderPolicySample.WithHandler(
            "AadSsprProtocolProvider",
            """
            <Metadata><Item Key="Operation">SendCode</Item></Metadata>
            <InputClaims><InputClaim ClaimTypeReferenceId="name" /></InputClaims>
            """),
    };

    /// <summary>The catalogue's 90023.</summary>
    public static Finding CreateFinding(TechnicalProfile profile, string key) =>
        Finding.Create(profile.Node, $"Profile '{profile.Id}' does not contain the required metadata key '{key}'.");

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        var asked = context.Merged.Reachable.Profiles.SelectMany(profile => GetRequiredKeys(profile).Select(key => (Profile: profile, Key: key)))
            .Concat(context.GetTokenIssuers("JWT").Select(issuer => (Profile: issuer, Key: "client_id")))
            .Concat(context.GetTokenIssuers("SAML2").Select(issuer => (Profile: issuer, Key: "IssuerUri")));
        return from needed in asked
               where !needed.Profile.Metadata.ContainsKey(needed.Key)
               select CreateFinding(needed.Profile, needed.Key);
    }

    private static ImmutableArray<string> GetRequiredKeys(TechnicalProfile profile) => profile switch
    {
        { Handler: { } handler } => KeysByHandler.GetValueOrDefault(handler, []),
        _ when profile.IsIdentityProvider("OAuth2") => ["authorization_endpoint", "AccessTokenEndpoint"],
        _ when profile.IsIdentityProvider("OpenIdConnect") && !profile.Metadata.ContainsKey("authorization_endpoint") => ["METADATA"],
        _ => [],
    };
}
