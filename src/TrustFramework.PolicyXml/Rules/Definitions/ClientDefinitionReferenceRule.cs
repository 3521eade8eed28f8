namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The client definition that a user journey refers to is defined.</summary>
internal static class ClientDefinitionReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "client-definition-exists",
        "ClientDefinition",
        Provenance.Inferred,
        policy => policy.UserJourneys.Values.SelectMany(journey => journey.Elements("ClientDefinition")).Select(reference => PolicyReference.FromAttribute(reference, "ReferenceId")),
        policy => policy.ClientDefinitions) with
    {
        InvalidSample = RuleSample.Create(Sample("OtherWeb")),
        ValidSample = RuleSample.Create(Sample("DEFAULTWEB")),
    };

    private static string Sample(string client) =>
        """
        <BuildingBlocks><ClientDefinitions><ClientDefinition Id="DefaultWeb">
          <ClientUIFilterFlags>LineMarkers, MetaRefresh</ClientUIFilterFlags>
        </ClientDefinition></ClientDefinitions></BuildingBlocks>
        """
        + MinimalJourneySample.Profiles + MinimalJourneySample.Journey(MinimalJourneySample.ClaimsExchangeStep(), $"""<ClientDefinition ReferenceId="{client}" />""");
}
