namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The client definition that a user journey names is defined.</summary>
internal static class ClientDefinitionReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReference.Rule(
        "client-definition-exists",
        "ClientDefinition",
        Provenance.Inferred,
        policy => policy.UserJourneys.Values.SelectMany(journey => journey.Each("ClientDefinition")).Select(named => PolicyReference.By(named, "ReferenceId")),
        policy => policy.ClientDefinitions) with
    {
        Bad = RuleSample.Of(Sample("OtherWeb")),
        Good = RuleSample.Of(Sample("DEFAULTWEB")),
    };

    private static string Sample(string client) =>
        """
        <BuildingBlocks><ClientDefinitions><ClientDefinition Id="DefaultWeb">
          <ClientUIFilterFlags>LineMarkers, MetaRefresh</ClientUIFilterFlags>
        </ClientDefinition></ClientDefinitions></BuildingBlocks>
        """
        + JourneySample.Profiles + JourneySample.Journey(JourneySample.Exchange(), $"""<ClientDefinition ReferenceId="{client}" />""");
}
