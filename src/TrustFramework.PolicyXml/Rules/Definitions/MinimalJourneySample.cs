namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The smallest valid journey, for the samples of rules about journeys.</summary>
internal static class MinimalJourneySample
{
    /// <summary>A profile for claims exchanges, <c>First</c>, and one that issues tokens, <c>Issuer</c>.</summary>
    public const string Profiles =
        $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="First"><DisplayName>First</DisplayName><Protocol Name="None" /></TechnicalProfile>
          {IssuerSample.Profile}
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;

    /// <summary>Creates a journey, <c>SignIn</c>, with the given step, whose <c>Order</c> is 1, and a step that issues the token.</summary>
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

    /// <summary>Creates a step with one claims exchange with <c>First</c>.</summary>
    public static string ClaimsExchangeStep(int order = 1) =>
        $"""
        <OrchestrationStep Order="{order}" Type="ClaimsExchange">
          <ClaimsExchanges><ClaimsExchange Id="FirstExchange" TechnicalProfileReferenceId="First" /></ClaimsExchanges>
        </OrchestrationStep>
        """;
}
