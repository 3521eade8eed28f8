namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every claims exchange that a selection leads to is one of the journey's own, in whichever step: policy-rules 2.1 rule 17. Those of
/// sub-journeys that the journey invokes are taken for its own, and sub-journeys are asked as user journeys are [I].
/// </summary>
internal static class ClaimsExchangeReferenceRule
{
    public static PolicyRule Rule { get; } = new(
        "claims-exchange-exists",
        Stage.Definitions,
        "ClaimsExchange with id \"{0}\" is referenced in UserJourney with id \"{1}\" in policy \"{2}\" of tenant \"{3}\", but it was not found.",
        Provenance.Observed,
        "policy-rules 2 #17",
        Look)
    {
        Bad = RuleSample.Of(Sample("SecondExchange")),
        Good = RuleSample.Of(Sample("FIRSTexchange")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        foreach (var journey in ReferringParts.Journeys(policy.Merged))
        {
            var exchanges = journey.Walk(policy.Merged).SelectMany(walked => walked.Step.Exchanges).Select(exchange => exchange["Id"] ?? "")
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var selection in journey.Steps.SelectMany(step => step.Selections))
            {
                foreach (var target in Targets(selection).Where(target => !exchanges.Contains(target)))
                {
                    yield return Finding.At(
                        selection,
                        $"ClaimsExchange with id \"{target}\" is referenced in UserJourney with id \"{journey.Id}\" "
                            + $"in policy \"{policy.Merged.PolicyId}\" of tenant \"{policy.Tenant}\", but it was not found.");
                }
            }
        }
    }

    private static IEnumerable<string> Targets(PolicyNode selection) =>
        new[] { selection["TargetClaimsExchangeId"], selection["ValidationClaimsExchangeId"] }.OfType<string>();

    private static string Sample(string target) =>
        $"""
        <BuildingBlocks><ContentDefinitions><ContentDefinition Id="api.idpselections">
          <LoadUri>~/tenant/default/idpSelector.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri>
          <DataUri>urn:com:microsoft:aad:b2c:elements:contract:providerselection:1.2.0</DataUri>
        </ContentDefinition></ContentDefinitions></BuildingBlocks>
        {JourneySample.Profiles}
        <UserJourneys><UserJourney Id="SignIn"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="ClaimsProviderSelection" ContentDefinitionReferenceId="api.idpselections">
            <ClaimsProviderSelections><ClaimsProviderSelection TargetClaimsExchangeId="{target}" /></ClaimsProviderSelections>
          </OrchestrationStep>
          {JourneySample.Exchange(2)}
          <OrchestrationStep Order="3" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Issuer" />
        </OrchestrationSteps></UserJourney></UserJourneys>
        """;
}
