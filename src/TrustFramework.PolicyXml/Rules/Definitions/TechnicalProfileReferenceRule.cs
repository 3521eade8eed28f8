using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every technical profile that is referenced for validation, inclusion or session management, in a claims exchange or as token
/// issuer is defined. <c>InputTokenSources</c>, <c>From</c> and authorization profiles are not checked: policy-rules 2.1 rule 5
/// does not list them.
/// </summary>
internal static class TechnicalProfileReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "technical-profile-exists", "TechnicalProfile", Provenance.Observed, FindReferences, policy => policy.TechnicalProfiles) with
    {
        InvalidSample = RuleSample.Create(Sample("SM-None")),
        ValidSample = RuleSample.Create(Sample("sm-noop")),
    };

    private static IEnumerable<PolicyReference> FindReferences(MergedPolicy policy) => ReferencingElements.GetTechnicalProfiles(policy).SelectMany(FromTechnicalProfile)
        .Concat(policy.GetNewOrChanged(merged => merged.DisplayControls).SelectMany(ReachableProfiles.GetDisplayControlProfiles).Select(reference => PolicyReference.FromAttribute(reference, "TechnicalProfileReferenceId")))
        .Concat(ReferencingElements.GetJourneys(policy).Select(journey => PolicyReference.FromAttribute(journey.Node, "DefaultCpimIssuerTechnicalProfileReferenceId")))
        .Concat(ReferencingElements.FindStepReferences(policy, step => step.ClaimsExchanges, "TechnicalProfileReferenceId"))
        .Concat(ReferencingElements.FindStepReferences(policy, step => [step.Node], "CpimIssuerTechnicalProfileReferenceId"));

    private static IEnumerable<PolicyReference> FromTechnicalProfile(PolicyNode profile)
    {
        foreach (var reference in profile.Elements("ValidationTechnicalProfiles", "ValidationTechnicalProfile"))
            yield return PolicyReference.FromAttribute(reference, "ReferenceId");
        foreach (var child in profile.Children)
        {
            if (child.Name is "IncludeTechnicalProfile" or "UseTechnicalProfileForSessionManagement")
                yield return PolicyReference.FromAttribute(child, "ReferenceId");
        }
    }

    private static string Sample(string sessions) =>
        $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="SM-Noop"><DisplayName>SM-Noop</DisplayName>
            <Protocol Name="Proprietary"
              Handler="Web.TPEngine.SSO.NoopSSOSessionProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
          </TechnicalProfile>
          <TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" /><UseTechnicalProfileForSessionManagement ReferenceId="{sessions}" /></TechnicalProfile>
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
