using System.Collections.Frozen;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reachable proprietary profile names a handler that exists. The list is that of the documentation and of all accepted policies;
/// since the service may have more, an unknown handler is only a warning. [I]
/// </summary>
internal static class HandlerRule
{
    private static readonly FrozenSet<string> Handlers = new[]
    {
        "AadSsprProtocolProvider", "AzureActiveDirectoryProvider", "AzureApplicationInsightsProvider", "AzureMfaProtocolProvider", "CaptchaProvider",
        "ClaimsTransformationProtocolProvider", "ConditionalAccessProtocolProvider", "DefaultSSOSessionProvider", "ExternalLoginSSOSessionProvider",
        "NoopSSOSessionProvider", "OAuthSSOSessionProvider", "OneTimePasswordProtocolProvider", "PhoneFactorProtocolProvider", "RestfulProvider",
        "SamlSSOSessionProvider", "SelfAssertedAttributeProvider", "UserJourneyContextProvider",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static PolicyRule Rule { get; } = new(
        "handler-known",
        ValidationStage.Journeys,
        "TechnicalProfile '{0}' has the protocol Proprietary with the unknown handler '{1}'.",
        Provenance.Inferred,
        "policy-rules 9.2",
        Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = ProviderPolicySample.WithHandler("SelfAssertedProvider", ""),
        ValidSample = ProviderPolicySample.WithHandler("UserJourneyContextProvider", ""),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in context.Merged.Reachable.Profiles
        where profile.Protocol == "Proprietary" && (profile.Handler is null || !Handlers.Contains(profile.Handler))
        select Finding.Create(
            profile.Node.Element("Protocol") ?? profile.Node,
            $"TechnicalProfile '{profile.Id}' has the protocol Proprietary with the unknown handler '{profile.Handler}'.");
}
