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
    public const string Template = "Profile '{0}' does not contain the required metadata key '{1}'.";

    private static readonly FrozenDictionary<string, ImmutableArray<string>> OfHandler = new Dictionary<string, ImmutableArray<string>>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["PhoneFactorProtocolProvider"] = ["ContentDefinitionReferenceId"],
        ["OneTimePasswordProtocolProvider"] = ["Operation"],
        ["AadSsprProtocolProvider"] = ["Operation"],
        ["AzureMfaProtocolProvider"] = ["Operation"],
        ["ConditionalAccessProtocolProvider"] = ["OperationType"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static PolicyRule Rule { get; } = new(
        "provider-metadata", Stage.Journeys, Template, Provenance.Inferred, "policy-rules 4, 9.2; CAT 90023", Look)
    {
        Bad = SignInSample.Handled("AadSsprProtocolProvider", """<InputClaims><InputClaim ClaimTypeReferenceId="name" /></InputClaims>"""),
        Good = SignInSample.Handled(
            "AadSsprProtocolProvider",
            """
            <Metadata><Item Key="Operation">SendCode</Item></Metadata>
            <InputClaims><InputClaim ClaimTypeReferenceId="name" /></InputClaims>
            """),
    };

    /// <summary>The catalogue's 90023.</summary>
    public static Finding Missing(TechnicalProfile profile, string key) =>
        Finding.At(profile.Node, $"Profile '{profile.Id}' does not contain the required metadata key '{key}'.");

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        var asked = policy.Merged.Reach.Profiles.SelectMany(profile => AskedOf(profile).Select(key => (Profile: profile, Key: key)))
            .Concat(policy.Issuers("JWT").Select(issuer => (Profile: issuer, Key: "client_id")))
            .Concat(policy.Issuers("SAML2").Select(issuer => (Profile: issuer, Key: "IssuerUri")));
        return from needed in asked
               where !needed.Profile.Metadata.ContainsKey(needed.Key)
               select Missing(needed.Profile, needed.Key);
    }

    private static ImmutableArray<string> AskedOf(TechnicalProfile profile) => profile switch
    {
        { Handler: { } handler } => OfHandler.GetValueOrDefault(handler, []),
        _ when profile.IsIdentityProvider("OAuth2") => ["authorization_endpoint", "AccessTokenEndpoint"],
        _ when profile.IsIdentityProvider("OpenIdConnect") && !profile.Metadata.ContainsKey("authorization_endpoint") => ["METADATA"],
        _ => [],
    };
}
