namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>
/// A sample policy with one journey. <c>Read</c> and <c>Find</c> have the output claim <c>objectId</c>, <c>Write</c> requires
/// <c>email</c>, <c>Issuer</c> issues the token. Properties replace or add parts of the policy.
/// </summary>
internal sealed record JourneyPolicy
{
    public const string SendClaimsStep = """<OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Issuer" />""";

    public const string SubjectOutputClaim = """<OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />""";

    private const string Handler =
        "Web.TPEngine.Providers.ClaimsTransformationProtocolProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null";

    public string Steps { get; init; } = ClaimsExchangeStep(1, "Read") + SendClaimsStep;

    /// <summary>Additional attributes of the journey.</summary>
    public string JourneyAttributes { get; init; } = "";

    /// <summary>The elements of the journey before its steps.</summary>
    public string Authorization { get; init; } = "";

    public string SubJourneys { get; init; } = "";

    public string ClaimTypes { get; init; } = "";

    public string ClaimsTransformations { get; init; } = "";

    public string DisplayControls { get; init; } = "";

    /// <summary>Additional technical profiles.</summary>
    public string TechnicalProfiles { get; init; } = "";

    public string RelyingParty { get; init; } = "";

    public ValidationResult Result => Sample.Validate(CreateSample());

    public IEnumerable<string> Messages => Result.Findings.Select(finding => finding.Message);

    /// <summary>Validates a child file with the given content and returns the findings.</summary>
    public IEnumerable<Finding> ValidateChild(string child) => Sample.Validate(CreateSample(child)).Findings;

    public static string ClaimsExchangeStep(int order, params IEnumerable<string> profiles) => Step(
        order, "ClaimsExchange", $"<ClaimsExchanges>{string.Concat(profiles.Select((id, i) => ClaimsExchange($"E{order}{i}", id)))}</ClaimsExchanges>");

    public static string Step(int order, string type, string content, string attributes = "") =>
        $"<OrchestrationStep Order=\"{order}\" Type=\"{type}\" {attributes}>{content}</OrchestrationStep>";

    public static string ClaimsExchange(string id, string profile) => $"<ClaimsExchange Id=\"{id}\" TechnicalProfileReferenceId=\"{profile}\" />";

    public static string SendClaimsStepAt(int order) => SendClaimsStep.Replace("\"2\"", $"\"{order}\"", StringComparison.Ordinal);

    public static string InvokeSubJourneyStep(int order, string subJourney) =>
        Step(order, "InvokeSubJourney", $"<JourneyList><Candidate SubJourneyReferenceId=\"{subJourney}\" /></JourneyList>");

    public static string SubJourney(string id, string type, string steps) =>
        $"<SubJourney Id=\"{id}\" Type=\"{type}\"><OrchestrationSteps>{steps}</OrchestrationSteps></SubJourney>";

    /// <summary>Creates a claims transformation profile. Its elements are in the order of the schema.</summary>
    public static string Profile(string id, string content) =>
        $"<TechnicalProfile Id=\"{id}\"><DisplayName>Profile</DisplayName><Protocol Name=\"Proprietary\" Handler=\"{Handler}\" />{content}</TechnicalProfile>";

    public static string CreateRelyingParty(
        string outputs = SubjectOutputClaim,
        string inputs = "",
        string naming = "<SubjectNamingInfo ClaimType=\"sub\" />",
        string id = "PolicyProfile",
        string after = "") =>
        $"""
        <RelyingParty><DefaultUserJourney ReferenceId="Sign" /><TechnicalProfile Id="{id}">
          <DisplayName>Any</DisplayName><Protocol Name="OpenIdConnect" />{inputs}<OutputClaims>{outputs}</OutputClaims>{after}{naming}
        </TechnicalProfile></RelyingParty>
        """;

    public static string OutputClaims(string claim) => $"<OutputClaims><OutputClaim ClaimTypeReferenceId=\"{claim}\" /></OutputClaims>";

    private RuleSample CreateSample(params ReadOnlySpan<string> children) => RuleSample.Create([CreateContent(), .. children]);

    private string CreateContent() =>
        $"""
        <BuildingBlocks>
          <ClaimsSchema>{ClaimType("objectId")}{ClaimType("email")}{ClaimTypes}</ClaimsSchema>
          {ClaimsTransformations}
          <ContentDefinitions><ContentDefinition Id="api.start">
            <LoadUri>~/tenant/templates/AzureBlue/unified.cshtml</LoadUri>
            <RecoveryUri>~/common/default_page_error.html</RecoveryUri>
            <DataUri>urn:com:microsoft:aad:b2c:elements:contract:unifiedssp:2.1.5</DataUri>
          </ContentDefinition></ContentDefinitions>
          {DisplayControls}
        </BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>
          {Profile("Read", OutputClaims("objectId"))}
          {Profile("Find", OutputClaims("objectId"))}
          {Profile("Write", """<InputClaims><InputClaim ClaimTypeReferenceId="email" Required="true" /></InputClaims>""" + OutputClaims("objectId"))}
          <TechnicalProfile Id="Issuer"><DisplayName>Issuer</DisplayName><Protocol Name="OpenIdConnect" /><OutputTokenFormat>JWT</OutputTokenFormat>
            <Metadata><Item Key="client_id">service:te</Item></Metadata>
            <CryptographicKeys>
              <Key Id="issuer_secret" StorageReferenceId="{RuleSample.KeySet}" />
              <Key Id="issuer_refresh_token_key" StorageReferenceId="{RuleSample.KeySet}" />
            </CryptographicKeys>
          </TechnicalProfile>
          {TechnicalProfiles}
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        <UserJourneys><UserJourney Id="Sign" {JourneyAttributes}>{Authorization}<OrchestrationSteps>{Steps}</OrchestrationSteps></UserJourney></UserJourneys>
        {(SubJourneys.Length == 0 ? "" : $"<SubJourneys>{SubJourneys}</SubJourneys>")}
        {RelyingParty}
        """;

    private static string ClaimType(string id) => $"<ClaimType Id=\"{id}\"><DisplayName>{id}</DisplayName><DataType>string</DataType></ClaimType>";
}
