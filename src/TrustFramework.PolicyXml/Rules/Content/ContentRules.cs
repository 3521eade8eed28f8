using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>The rules about content definitions, page contracts, localization, predicates and input validation.</summary>
internal static class ContentRules
{
    public static ImmutableArray<PolicyRule> All { get; } =
    [
        CharacterSetRule.Rule,
        ContentDefinitionElementsRule.Rule,
        PageContractVersionRule.Rule,
        PageElementRule.Rule,
        ScriptExecutionRule.Rule,
        SupportedLanguagesRule.Rule,
        UxStringIdRule.Rule,
    ];
}
