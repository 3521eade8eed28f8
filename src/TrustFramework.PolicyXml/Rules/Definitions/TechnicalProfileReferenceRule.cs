using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every technical profile that validates, is included, manages sessions, stands in a claims exchange or issues the token is defined.
/// Not asked about <c>InputTokenSources</c>, <c>From</c> and authorization profiles: policy-rules 2.1 rule 5 does not list them.
/// </summary>
internal static class TechnicalProfileReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReference.Rule(
        "technical-profile-exists", "TechnicalProfile", Provenance.Observed, References, policy => policy.TechnicalProfiles) with
    {
        Bad = RuleSample.Of(Sample("SM-None")),
        Good = RuleSample.Of(Sample("sm-noop")),
    };

    private static IEnumerable<PolicyReference> References(MergedPolicy policy) => ReferringParts.Profiles(policy).SelectMany(OfProfile)
        .Concat(policy.Fresh(found => found.DisplayControls).SelectMany(Reach.ProfilesOf).Select(used => PolicyReference.By(used, "TechnicalProfileReferenceId")))
        .Concat(ReferringParts.Journeys(policy).Select(journey => PolicyReference.By(journey.Node, "DefaultCpimIssuerTechnicalProfileReferenceId")))
        .Concat(ReferringParts.Steps(policy, step => step.Exchanges, "TechnicalProfileReferenceId"))
        .Concat(ReferringParts.Steps(policy, step => [step.Node], "CpimIssuerTechnicalProfileReferenceId"));

    private static IEnumerable<PolicyReference> OfProfile(PolicyNode profile)
    {
        foreach (var used in profile.Each("ValidationTechnicalProfiles", "ValidationTechnicalProfile"))
            yield return PolicyReference.By(used, "ReferenceId");
        foreach (var child in profile.Children)
        {
            if (child.Name is "IncludeTechnicalProfile" or "UseTechnicalProfileForSessionManagement")
                yield return PolicyReference.By(child, "ReferenceId");
        }
    }

    private static string Sample(string sessions) =>
        $"""
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles>
          <TechnicalProfile Id="SM-Noop">
            <Protocol Name="Proprietary"
              Handler="Web.TPEngine.SSO.NoopSSOSessionProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
          </TechnicalProfile>
          <TechnicalProfile Id="Any"><Protocol Name="None" /><UseTechnicalProfileForSessionManagement ReferenceId="{sessions}" /></TechnicalProfile>
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
