namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every claims exchange that a selection refers to belongs to a step of the journey: policy-rules 2.1 rule 17. Exchanges of
/// sub-journeys that the journey invokes count too, and sub-journeys are checked like user journeys [I].
/// </summary>
internal static class ClaimsExchangeReferenceRule
{
    public static PolicyRule Rule { get; } = new(
        "claims-exchange-exists",
        ValidationStage.Definitions,
        "ClaimsExchange with id \"{0}\" is referenced in UserJourney with id \"{1}\" in policy \"{2}\" of tenant \"{3}\", but it was not found.",
        Provenance.Observed,
        "policy-rules 2 #17",
        Evaluate)
    {
        Level = RuleLevel.ErrorWithRelyingParty,
        InvalidSample = RuleSample.Create(Sample("SecondExchange")),
        ValidSample = RuleSample.Create(Sample("FIRSTexchange")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var journey in ReferencingElements.GetJourneys(context.Merged))
        {
            var exchanges = journey.EnumerateSteps(context.Merged).SelectMany(visited => visited.Step.ClaimsExchanges).Select(exchange => exchange["Id"] ?? "")
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var selection in journey.Steps.SelectMany(step => step.ClaimsProviderSelections))
            {
                foreach (var target in GetTargetIds(selection).Where(target => !exchanges.Contains(target)))
                {
                    yield return Finding.Create(
                        selection,
                        $"ClaimsExchange with id \"{target}\" is referenced in UserJourney with id \"{journey.Id}\" "
                            + $"in policy \"{context.Merged.PolicyId}\" of tenant \"{context.TenantName}\", but it was not found.");
                }
            }
        }
    }

    private static IEnumerable<string> GetTargetIds(PolicyNode selection) =>
        new[] { selection["TargetClaimsExchangeId"], selection["ValidationClaimsExchangeId"] }.OfType<string>();

    private static string Sample(string target) =>
        $"""
        <BuildingBlocks><ContentDefinitions><ContentDefinition Id="api.idpselections">
          <LoadUri>~/tenant/default/idpSelector.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri>
          <DataUri>urn:com:microsoft:aad:b2c:elements:contract:providerselection:1.2.0</DataUri>
        </ContentDefinition></ContentDefinitions></BuildingBlocks>
        {MinimalJourneySample.Profiles}
        <UserJourneys><UserJourney Id="SignIn"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="ClaimsProviderSelection" ContentDefinitionReferenceId="api.idpselections">
            <ClaimsProviderSelections><ClaimsProviderSelection TargetClaimsExchangeId="{target}" /></ClaimsProviderSelections>
          </OrchestrationStep>
          {MinimalJourneySample.ClaimsExchangeStep(2)}
          <OrchestrationStep Order="3" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Issuer" />
        </OrchestrationSteps></UserJourney></UserJourneys>
        """;
}
