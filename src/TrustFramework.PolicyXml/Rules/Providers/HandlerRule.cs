using System.Collections.Frozen;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// A reachable proprietary profile, and the one that manages its sessions, name a handler that exists, with its assembly. The list is that of
/// the documentation and of all accepted policies; since the service may have more, an unknown handler is only a warning. [I]
/// </summary>
internal static class HandlerRule
{
    private const string Assembly = "Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null";

    private static readonly FrozenSet<string> Handlers = new[]
    {
        "Providers.AadSsprProtocolProvider", "Providers.AzureActiveDirectoryProvider", "Providers.AzureMfaProtocolProvider", "Providers.CaptchaProvider",
        "Providers.ClaimsTransformationProtocolProvider", "Providers.ConditionalAccessProtocolProvider", "Providers.Insights.AzureApplicationInsightsProvider",
        "Providers.OneTimePasswordProtocolProvider", "Providers.PhoneFactorProtocolProvider", "Providers.RestfulProvider",
        "Providers.SelfAssertedAttributeProvider", "Providers.UserJourneyContextProvider", "SSO.DefaultSSOSessionProvider",
        "SSO.ExternalLoginSSOSessionProvider", "SSO.NoopSSOSessionProvider", "SSO.OAuthSSOSessionProvider", "SSO.SamlSSOSessionProvider",
    }.Select(type => WithoutSpaces($"Web.TPEngine.{type}, {Assembly}")).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

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
        from profile in context.Merged.Reachable.Profiles.Concat(FindSessionProfiles(context.Merged)).DistinctBy(profile => profile.Id, StringComparer.OrdinalIgnoreCase)
        where profile.Protocol == "Proprietary"
        let protocol = profile.Node.Element("Protocol")!
        let handler = protocol["Handler"] ?? ""
        where !Handlers.Contains(WithoutSpaces(handler))
        select Finding.Create(protocol, $"TechnicalProfile '{profile.Id}' has the protocol Proprietary with the unknown handler '{handler}'.") with
        {
            Hint = $"A handler is a class with its assembly: Web.TPEngine.Providers.RestfulProvider, {Assembly}",
        };

    private static IEnumerable<TechnicalProfile> FindSessionProfiles(MergedPolicy policy) => policy.Reachable.Profiles
        .Select(profile => policy.FindTechnicalProfile(profile.Node.Element("UseTechnicalProfileForSessionManagement")?["ReferenceId"])).OfType<TechnicalProfile>();

    private static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
