namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The least that a sound journey is made of, for the samples of the rules about journeys.</summary>
internal static class MinimalJourneySample
{
    /// <summary>A profile for claims exchanges, <c>First</c>, and one that issues tokens, <c>Issuer</c>.</summary>
    public const string Profiles =
        $"""
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles>
          <TechnicalProfile Id="First"><Protocol Name="None" /></TechnicalProfile>
          {IssuerSample.Profile}
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;

    /// <summary>A journey, <c>SignIn</c>, of the given step, whose <c>Order</c> is 1, and one that issues the token.</summary>
    public static string Journey(string first, string otherElements = "") =>
        $"""
        <UserJourneys><UserJourney Id="SignIn">
          <OrchestrationSteps>
            {first}
            <OrchestrationStep Order="2" Type="SendClaims" {IssuerSample.Reference} />
          </OrchestrationSteps>
          {otherElements}
        </UserJourney></UserJourneys>
        """;

    /// <summary>A step of one claims exchange with <c>First</c>.</summary>
    public static string ClaimsExchangeStep(int order = 1) =>
        $"""
        <OrchestrationStep Order="{order}" Type="ClaimsExchange">
          <ClaimsExchanges><ClaimsExchange Id="FirstExchange" TechnicalProfileReferenceId="First" /></ClaimsExchanges>
        </OrchestrationStep>
        """;
}
