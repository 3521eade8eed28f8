using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// The claim of a precondition has a claim type. The service accepts any name there; the precondition then never finds the claim:
/// policy-rules 5.
/// </summary>
internal static class PreconditionClaimRule
{
    public static PolicyRule Rule { get; } = new(
        "precondition-claim",
        ValidationStage.Definitions,
        "A precondition refers to the claim \"{0}\", which has no claim type.",
        Provenance.Observed,
        "policy-rules 2.1 rule 5, 5",
        Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = RuleSample.Create(Sample("objectID2")),
        ValidSample = RuleSample.Create(Sample("OBJECTid")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from precondition in FindPreconditions(context.Merged)
        let claim = precondition.Element("Value")
        where claim is not null && !context.Merged.ClaimTypes.ContainsKey(claim.Text.Trim())
        select Finding.Create(claim, $"A precondition refers to the claim \"{claim.Text.Trim()}\", which has no claim type.");

    private static IEnumerable<PolicyNode> FindPreconditions(MergedPolicy policy) =>
        ReferencingElements.GetJourneys(policy).SelectMany(journey => journey.Steps).Select(step => step.Node)
            .Concat(ReferencingElements.GetTechnicalProfiles(policy).SelectMany(profile => profile.Elements("ValidationTechnicalProfiles", "ValidationTechnicalProfile")))
            .SelectMany(element => element.Elements("Preconditions", "Precondition"));

    private static string Sample(string claim) =>
        """<BuildingBlocks><ClaimsSchema><ClaimType Id="objectId"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>"""
        + MinimalJourneySample.Profiles + MinimalJourneySample.Journey(
        $"""
        <OrchestrationStep Order="1" Type="ClaimsExchange">
          <Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>{claim}</Value><Action>SkipThisOrchestrationStep</Action></Precondition></Preconditions>
          <ClaimsExchanges><ClaimsExchange Id="FirstExchange" TechnicalProfileReferenceId="First" /></ClaimsExchanges>
        </OrchestrationStep>
        """);
}
