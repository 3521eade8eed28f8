namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// The options of a claim type in one file have different values, and at most one is selected unless the user may select several. That the
/// service does not check it is [I].
/// </summary>
internal static class EnumerationRule
{
    public static PolicyRule Rule { get; } = new(
        "enumeration-unique", ValidationStage.Definitions, FormatMessage("{0}", "{1}"), Provenance.Inferred, "policy-rules 6.3", Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = RuleSample.Create(Sample("red", "red")),
        ValidSample = RuleSample.Create(Sample("red", "blue")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from claim in context.Document.Root?.Element("BuildingBlocks")?.Elements("ClaimsSchema", "ClaimType") ?? []
        from finding in FindDuplicateValues(claim).Concat(FindSecondSelected(claim))
        select finding;

    private static IEnumerable<Finding> FindDuplicateValues(PolicyNode claim) => GetOptions(claim)
        .GroupBy(option => option["Value"] ?? "", StringComparer.Ordinal)
        .Where(options => options.Skip(1).Any())
        .Select(options => Finding.Create(options.Last(), FormatMessage(claim["Id"] ?? "", $"the value '{options.Key}'")));

    private static IEnumerable<Finding> FindSecondSelected(PolicyNode claim) => claim.Element("UserInputType")?.Text.Trim() is "CheckboxMultiSelect" or null
        ? []
        : GetOptions(claim)
            .Where(option => option["SelectByDefault"]?.Trim() is "true" or "1")
            .Skip(1).Take(1)
            .Select(option => Finding.Create(option, FormatMessage(claim["Id"] ?? "", "SelectByDefault")));

    private static IEnumerable<PolicyNode> GetOptions(PolicyNode claim) => claim.Elements("Restriction", "Enumeration");

    private static string FormatMessage(string claim, string property) => $"Several options of ClaimType '{claim}' have {property}.";

    private static string Sample(string first, string second) =>
        $"""
        <BuildingBlocks><ClaimsSchema><ClaimType Id="color"><DataType>string</DataType><UserInputType>DropdownSingleSelect</UserInputType>
          <Restriction><Enumeration Text="Red" Value="{first}" /><Enumeration Text="Blue" Value="{second}" /></Restriction>
        </ClaimType></ClaimsSchema></BuildingBlocks>
        """;
}
