namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>
/// The policy that the samples of these rules vary: one journey <c>Sign</c>, the profiles <c>Read</c> and <c>Find</c> with the
/// output claim <c>objectId</c>, the profile <c>Write</c> that requires <c>email</c>, and the issuer <c>Issuer</c>.
/// </summary>
internal static class JourneySample
{
    public const string SubjectOutputClaim = """<OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />""";

    public const string SubjectNamingInfo = """<SubjectNamingInfo ClaimType="sub" />""";

    private const string Handler =
        "Web.TPEngine.Providers.ClaimsTransformationProtocolProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null";

    /// <param name="journeyAttributes">Additional attributes of the journey.</param>
    /// <param name="relyingParty">The relying party, after the sub-journeys if there are any.</param>
    /// <param name="issuerMetadata">Additional metadata of the issuer.</param>
    public static RuleSample CreateSample(string steps, string relyingParty = "", string journeyAttributes = "", string issuerMetadata = "") => RuleSample.Create(
        $"""
        <BuildingBlocks>
          <ClaimsSchema>
            <ClaimType Id="objectId"><DisplayName>Object id</DisplayName><DataType>string</DataType></ClaimType>
            <ClaimType Id="email"><DisplayName>Mail</DisplayName><DataType>string</DataType></ClaimType>
          </ClaimsSchema>
          <ContentDefinitions><ContentDefinition Id="api.start">
            <LoadUri>~/tenant/templates/AzureBlue/unified.cshtml</LoadUri>
            <RecoveryUri>~/common/default_page_error.html</RecoveryUri>
            <DataUri>urn:com:microsoft:aad:b2c:elements:contract:unifiedssp:2.1.5</DataUri>
          </ContentDefinition></ContentDefinitions>
        </BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="Read"><DisplayName>Read</DisplayName><Protocol Name="Proprietary" Handler="{Handler}" />
            <OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" /></OutputClaims>
          </TechnicalProfile>
          <TechnicalProfile Id="Find"><DisplayName>Find</DisplayName><Protocol Name="Proprietary" Handler="{Handler}" />
            <OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" /></OutputClaims>
          </TechnicalProfile>
          <TechnicalProfile Id="Write"><DisplayName>Write</DisplayName><Protocol Name="Proprietary" Handler="{Handler}" />
            <InputClaims><InputClaim ClaimTypeReferenceId="email" Required="true" /></InputClaims>
            <OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" /></OutputClaims>
          </TechnicalProfile>
          {IssuerSample.WithMetadata(issuerMetadata)}
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        <UserJourneys><UserJourney Id="Sign" {journeyAttributes}><OrchestrationSteps>{steps}</OrchestrationSteps></UserJourney></UserJourneys>
        {relyingParty}
        """);

    /// <summary>Creates a ClaimsExchange step; <c>ClaimsExchangeStep(1, "Read", "Write")</c> has two exchanges.</summary>
    public static string ClaimsExchangeStep(int order, params ReadOnlySpan<string> profiles) => Step(order, StepType.ClaimsExchange, ClaimsExchanges(profiles));

    public static string SendClaimsStep(int order, string issuer = IssuerSample.Reference) =>
        Step(order, StepType.SendClaims, attributes: issuer);

    public static string InvokeSubJourneyStep(int order, params IEnumerable<string> subJourneys) => Step(
        order,
        StepType.InvokeSubJourney,
        $"<JourneyList>{string.Concat(subJourneys.Select(id => $"<Candidate SubJourneyReferenceId=\"{id}\" />"))}</JourneyList>");

    public static string Step(int order, string type, string content = "", string attributes = "") =>
        $"<OrchestrationStep Order=\"{order}\" Type=\"{type}\" {attributes}>{content}</OrchestrationStep>";

    public static string SubJourney(string type, string steps) =>
        $"<SubJourneys><SubJourney Id=\"Part\" Type=\"{type}\"><OrchestrationSteps>{steps}</OrchestrationSteps></SubJourney></SubJourneys>";

    /// <param name="inputs">The <c>InputClaims</c> element; may be empty.</param>
    public static string RelyingParty(string outputs = SubjectOutputClaim, string naming = SubjectNamingInfo, string protocol = "OpenIdConnect", string inputs = "") =>
        RelyingPartyOf(Profile("PolicyProfile", outputs, naming, protocol, inputs));

    public static string RelyingPartyOf(string profiles, string defaultJourney = "<DefaultUserJourney ReferenceId=\"Sign\" />", string behaviors = "") =>
        $"<RelyingParty>{defaultJourney}{behaviors}{profiles}</RelyingParty>";

    public static string Profile(string id, string outputs = SubjectOutputClaim, string naming = SubjectNamingInfo, string protocol = "OpenIdConnect", string inputs = "") =>
        $"""
        <TechnicalProfile Id="{id}"><DisplayName>PolicyProfile</DisplayName><Protocol Name="{protocol}" />
          {inputs}<OutputClaims>{outputs}</OutputClaims>{naming}
        </TechnicalProfile>
        """;

    /// <summary>Creates a step on which the user selects one of the exchanges of the next step.</summary>
    public static string ClaimsProviderSelectionStep(int order, string attributes = "ContentDefinitionReferenceId=\"api.start\"") => Step(
        order,
        StepType.ClaimsProviderSelection,
        "<ClaimsProviderSelections><ClaimsProviderSelection TargetClaimsExchangeId=\"ReadExchange\" /></ClaimsProviderSelections>",
        attributes);

    private static string ClaimsExchanges(ReadOnlySpan<string> profiles)
    {
        var exchanges = "";
        foreach (var profile in profiles)
            exchanges += $"<ClaimsExchange Id=\"{profile}Exchange\" TechnicalProfileReferenceId=\"{profile}\" />";
        return $"<ClaimsExchanges>{exchanges}</ClaimsExchanges>";
    }
}
