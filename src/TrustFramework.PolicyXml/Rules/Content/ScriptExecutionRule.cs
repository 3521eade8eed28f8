namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>Scripts run on pages with a contract only: when the relying party allows them, every page has one, used or not.</summary>
internal static class ScriptExecutionRule
{
    public static PolicyRule Rule { get; } = new(
        "script-needs-page-contract",
        Stage.Definitions,
        "Please use page contract in content definitions when enabling JavaScript.",
        Provenance.Observed,
        "policy-rules 2 #19",
        Look)
    {
        Bad = RuleSample.Of(SignInSample.Claims, PageSample.Page("urn:com:microsoft:aad:b2c:elements:selfasserted:1.1.0"), SignInSample.With(Allow)),
        Good = RuleSample.Of(SignInSample.Claims, PageSample.Page(PageSample.Contract), SignInSample.With(Allow)),
    };

    private const string Allow = "<UserJourneyBehaviors><ScriptExecution>Allow</ScriptExecution></UserJourneyBehaviors>";

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        policy.Merged.RelyingParty?.Child("UserJourneyBehaviors")?.Child("ScriptExecution")?.Text.Trim() != "Allow"
            ? []
            : from definition in policy.Merged.ContentDefinitions.Values
              let address = definition.Child("DataUri")
              where address?.Text.Contains(PageVersions.ContractMark, StringComparison.OrdinalIgnoreCase) == false
              select Finding.At(address, "Please use page contract in content definitions when enabling JavaScript.") with
              {
                  Hint = $"The DataUri of content definition '{definition["Id"]}' has no ':contract:' in it.",
              };
}
