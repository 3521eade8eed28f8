using System.Collections.Frozen;
using System.Collections.Immutable;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reachable profile has the metadata that all accepted policies have for its kind. An empty item is only a warning, because the text
/// is about a missing key. [I]
/// </summary>
internal static class RequiredMetadataRule
{
    private const string EmptyTemplate = "Profile '{0}' contains the required metadata key '{1}' without a value.";

    private static readonly FrozenDictionary<string, ImmutableArray<string>> KeysByHandler = new Dictionary<string, ImmutableArray<string>>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["PhoneFactorProtocolProvider"] = ["ContentDefinitionReferenceId"],
        ["OneTimePasswordProtocolProvider"] = ["Operation"],
        ["AadSsprProtocolProvider"] = ["Operation"],
        ["AzureMfaProtocolProvider"] = ["Operation"],
        ["ConditionalAccessProtocolProvider"] = ["OperationType"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableArray<string> OAuth2Keys = ["authorization_endpoint", "AccessTokenEndpoint"];

    public static PolicyRule Rule { get; } = new(
        "provider-metadata", ValidationStage.Journeys, MetadataChecks.MissingTemplate, Provenance.Inferred, "policy-rules 4, 9.2; CAT 90023", Evaluate)
    {
        InvalidSample = ProviderPolicySample.WithHandler("AadSsprProtocolProvider", """<InputClaims><InputClaim ClaimTypeReferenceId="name" /></InputClaims>"""),
        ValidSample = ProviderPolicySample.WithHandler(
            "AadSsprProtocolProvider",
            """
            <Metadata><Item Key="Operation">SendCode</Item></Metadata>
            <InputClaims><InputClaim ClaimTypeReferenceId="name" /></InputClaims>
            """),
    };

    public static PolicyRule EmptyRule { get; } = new(
        "provider-metadata-empty", ValidationStage.Journeys, EmptyTemplate, Provenance.Inferred, "policy-rules 4, 9.2", EvaluateEmpty)
    {
        Level = RuleLevel.Warning,
        InvalidSample = ProviderPolicySample.WithHandler(
            "AadSsprProtocolProvider", """<Metadata><Item Key="Operation"> </Item></Metadata><InputClaims><InputClaim ClaimTypeReferenceId="name" /></InputClaims>"""),
        ValidSample = Rule.ValidSample,
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from item in GetRequiredKeys(context)
        where !item.Profile.Metadata.ContainsKey(item.Key)
        select MetadataChecks.CreateMissingFinding(item.Profile, item.Key);

    private static IEnumerable<Finding> EvaluateEmpty(ValidationContext context) =>
        from item in GetRequiredKeys(context).Concat(PageReferenceRule.GetPageProfiles(context).Select(profile => (Profile: profile, PageReferenceRule.Key)))
        where item.Profile.FindMetadataValue(item.Key) is { Length: 0 }
        select Finding.Create(item.Profile.Metadata[item.Key], $"Profile '{item.Profile.Id}' contains the required metadata key '{item.Key}' without a value.");

    private static IEnumerable<(TechnicalProfile Profile, string Key)> GetRequiredKeys(ValidationContext context) =>
        context.Merged.Reachable.Profiles.SelectMany(GetHandlerKeys)
            .Concat(context.GetIdentityProviders("OAuth2").SelectMany(profile => OAuth2Keys.Select(key => (Profile: profile, Key: key))))
            .Concat(context.GetIdentityProviders("OpenIdConnect").Where(profile => !profile.Metadata.ContainsKey("authorization_endpoint")).Select(profile => (Profile: profile, Key: "METADATA")))
            .Concat(context.GetTokenIssuers("JWT").Select(issuer => (Profile: issuer, Key: "client_id")))
            .Concat(context.GetTokenIssuers("SAML2").Select(issuer => (Profile: issuer, Key: "IssuerUri")));

    private static IEnumerable<(TechnicalProfile Profile, string Key)> GetHandlerKeys(TechnicalProfile profile) =>
        profile.Handler is { } handler ? KeysByHandler.GetValueOrDefault(handler, []).Select(key => (profile, key)) : [];
}
