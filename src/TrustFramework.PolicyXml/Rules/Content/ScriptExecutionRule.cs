namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// Scripts run only on pages with a page contract: if the relying party allows scripts, every content definition has one, used or
/// not.
/// </summary>
internal static class ScriptExecutionRule
{
    public static PolicyRule Rule { get; } = new(
        "script-needs-page-contract",
        ValidationStage.Definitions,
        "Please use page contract in content definitions when enabling JavaScript.",
        Provenance.Observed,
        "policy-rules 2 #19",
        Evaluate)
    {
        InvalidSample = RuleSample.Create(SignInPolicySample.ClaimsBuildingBlocks, PageSample.CompleteContentDefinition("urn:com:microsoft:aad:b2c:elements:selfasserted:1.1.0"), SignInPolicySample.Create(AllowScriptExecution)),
        ValidSample = RuleSample.Create(SignInPolicySample.ClaimsBuildingBlocks, PageSample.CompleteContentDefinition(PageSample.PageContract), SignInPolicySample.Create(AllowScriptExecution)),
    };

    private const string AllowScriptExecution = "<UserJourneyBehaviors><ScriptExecution>Allow</ScriptExecution></UserJourneyBehaviors>";

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Merged.RelyingParty?.Element("UserJourneyBehaviors")?.Element("ScriptExecution")?.Text.Trim() != "Allow"
            ? []
            : from definition in context.Merged.ContentDefinitions.Values
              let dataUri = definition.Element("DataUri")
              where dataUri?.Text.Contains(PageLayoutVersions.ContractMarker, StringComparison.OrdinalIgnoreCase) == false
              select Finding.Create(dataUri, "Please use page contract in content definitions when enabling JavaScript.") with
              {
                  Hint = $"The DataUri of content definition '{definition["Id"]}' must contain ':contract:'.",
              };
}
